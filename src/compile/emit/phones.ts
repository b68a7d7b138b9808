// Phones: who has which phone, for those who read its logs.

import type { PhoneEntry, PhonesHead } from '../../contract/phones.ts';
import type { Pack } from '../packs/pack.ts';
import type { FleetPlan, PhonePlan } from '../plan/plan.ts';

/** What phones.json says first. */
export function phonesHead({ timezone }: FleetPlan, packs: Pack[]): PhonesHead {
  const utc = packs.flatMap(({ uploads }) => uploads.filter(upload => upload.utc).map(({ name }) => name));
  return { timezone, utcLogs: [...new Set(utc.map(name => name.replace(/^.*\{mac\}[-_.]*/, '')))].sort() };
}

/** What it says of each phone. */
export function* phonesOf({ phones }: FleetPlan): Iterable<[mac: string, phone: PhoneEntry]> {
  for (const phone of phones) yield [phone.mac, entry(phone)];
}

function entry({ site, timezone, lines }: PhonePlan): PhoneEntry {
  return { site: site.name, timezone, people: lines.map(({ person }) => [person.extension, person.name]) };
}
