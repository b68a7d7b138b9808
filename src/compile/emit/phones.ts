// Phones: who has which phone, for those who read its logs.

import type { PhoneEntry, Phones } from '../../contract/phones.ts';
import type { Pack } from '../packs/pack.ts';
import type { FleetPlan, PhonePlan } from '../plan/plan.ts';

/** What phones.json says. */
export function phonesOf({ timezone, phones }: FleetPlan, packs: Pack[]): Phones {
  const utc = packs.flatMap(({ uploads }) => uploads.filter(upload => upload.utc).map(({ name }) => name));
  return {
    timezone,
    utcLogs: [...new Set(utc.map(name => name.replace(/^.*\{mac\}[-_.]*/, '')))].sort(),
    phones: Object.fromEntries(phones.map(phone => [phone.mac, entry(phone)])),
  };
}

function entry({ site, timezone, lines }: PhonePlan): PhoneEntry {
  return { site: site.name, timezone, people: lines.map(({ person }) => [person.extension, person.name]) };
}
