// Fleet: the whole plan, from an inventory that rules have let through.

import { type Entry, type Inventory, sound } from '../inventory/inventory.ts';
import { numberingOf } from '../inventory/number.ts';
import { settingPlaces } from '../inventory/secretPlaces.ts';
import { reveal } from '../inventory/secrets.ts';
import type { FleetWritten, Secret } from '../inventory/written.ts';
import type { Pack } from '../packs/pack.ts';
import { planAccess } from './access.ts';
import { planAsterisk } from './asterisk.ts';
import { planCallers } from './calls.ts';
import { clockOf } from './clock.ts';
import { planDirectories } from './directory.ts';
import type { Lookup } from './lookup.ts';
import { planContact, planPerson } from './people.ts';
import { planPhone } from './phone.ts';
import type { FleetPlan, PersonPlan, PhonePlan, ProvisioningPlan, SipPlan } from './plan.ts';
import { durationSeconds, laterTime, sizeBytes } from './quantity.ts';
import { planRoutes } from './routes.ts';
import { planSettings, planSip, planSites } from './site.ts';

/**
 * Fills every default and resolves every name; undefined where there is no sound fleet to plan. People and phones are
 * taken out of the inventory as they are planned: of a large company both together would be much to hold.
 */
export function planFleet(inventory: Inventory, packs: Pack[], year: number): FleetPlan | undefined {
  const written = sound(inventory.fleet)[0]?.value;
  const numbering = written && numberingOf(written.country, String(written.outside ?? ''));
  if (!written || !numbering) return undefined;
  const { timezone = 'UTC', language = 'en' } = written;
  const fleet = { timezone, language, sip: planSip(defaultSip, written.sip), numbering };
  const models = new Map(
    packs.flatMap(pack => pack.models.map(model => [`${pack.name}/${model.name}`, model])),
  );
  const servers = planServers(written, inventory);
  const settingSecrets = [...settingPlaces(inventory)].map(
    ({ secret }) => reveal(secret as Secret, inventory.secrets), // believed, as all is by now
  );
  const names = { inventory, fleet };
  const people: PersonPlan[] = [];
  for (const person of taken(inventory.people)) people.push(planPerson(person, names));
  const contacts = sound(inventory.contacts).map(({ value }) => planContact(value, names));
  const directories = planDirectories(people, contacts);
  const lookup: Lookup = {
    ...names,
    models,
    people: new Map(people.map(person => [person.extension, person])),
    sites: new Map(),
    directories,
    auth: servers.provisioning.auth,
    year,
  };
  planSites(lookup);
  const phones: PhonePlan[] = [];
  for (const phone of taken(inventory.phones)) phones.push(planPhone(phone, lookup));
  return {
    name: written.name,
    country: written.country,
    ...fleet,
    clock: clockOf(timezone, year),
    ...servers,
    settings: planSettings(written.settings, inventory.secrets),
    settingSecrets,
    sites: [...lookup.sites.values()],
    people: people.sort(byExtension),
    phones: phones.sort((a, b) => (a.mac < b.mac ? -1 : 1)),
    contacts,
    directory: directories('', language),
    callers: planCallers(contacts, lookup),
    routes: planRoutes(lookup),
  };
}

function* taken<T>(entries: Entry<T>[]): Iterable<Entry<T>> {
  entries.reverse();
  for (let entry = entries.pop(); entry; entry = entries.pop()) if (!entry.broken) yield entry;
}

const defaultSip: SipPlan = { server: '', port: 5060, transport: 'udp', expires: 3600 };

function planServers(written: FleetWritten, inventory: Inventory) {
  const { asterisk = {}, dhcp = {}, logs = {} } = written;
  return {
    provisioning: planProvisioning(written.provisioning, inventory),
    asterisk: planAsterisk(asterisk),
    dhcp: {
      subnets: (dhcp.subnets ?? []).map(({ subnet, range = '', router = '' }) => ({ subnet, range, router })),
    },
    logs: { keepDays: durationSeconds(logs.keep ?? '30d') / 86_400, maxBytes: sizeBytes(logs.max ?? '20MB') },
  };
}

function planProvisioning(written: FleetWritten['provisioning'], { secrets }: Inventory): ProvisioningPlan {
  const poll =
    typeof written.poll === 'object'
      ? written.poll
      : { time: written.poll ?? '01:00', random: written.random };
  const randomMinutes = Math.round(durationSeconds(poll.random ?? '0s') / 60);
  return {
    url: written.url.replace(/\/+$/, ''),
    poll: { time: poll.time, until: laterTime(poll.time, randomMinutes), randomMinutes },
    ...planAccess(written, secrets),
    overrides: written.overrides ?? 'refuse',
  };
}

function byExtension(a: PersonPlan, b: PersonPlan): number {
  return a.extension.length - b.extension.length || (a.extension < b.extension ? -1 : 1);
}
