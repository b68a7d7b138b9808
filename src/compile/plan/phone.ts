// Phone: one phone with its lines and keys resolved.

import { parseMac } from '../../contract/mac.ts';
import type { Entry } from '../inventory/inventory.ts';
import { revealAll } from '../inventory/secrets.ts';
import type { KeyWritten, LineWritten, PhoneWritten } from '../inventory/written.ts';
import { asText } from '../packs/settings.ts';
import { loginOf } from './access.ts';
import { clockOf } from './clock.ts';
import { speedIndices } from './directory.ts';
import type { Lookup } from './lookup.ts';
import { dialled } from './people.ts';
import type { KeyPlan, LinePlan, PersonPlan, PhonePlan, SipPlan, SitePlan } from './plan.ts';
import { planSip } from './site.ts';

/** Plans a phone whose names the rules have found to exist. */
export function planPhone({ source, value: written }: Entry<PhoneWritten>, lookup: Lookup): PhonePlan {
  const mac = parseMac(String(written.mac));
  const site = lookup.sites.get(written.site ?? '');
  const model = lookup.models.get(written.model);
  if (!mac || !site || !model)
    throw new Error(`phone ${written.mac} was planned before the rules let it through`);
  const timezone = written.timezone ?? site.timezone;
  const sip = planSip(site.sip, written.sip);
  const lines = planLines(written.lines ?? [], sip, lookup);
  return {
    mac,
    file: source.path,
    model,
    site,
    label: lines[0]?.label ?? '',
    lines,
    keys: planKeys(written.keys ?? [], site, lookup),
    firmware: String(written.firmware ?? ''),
    login: loginOf(mac, lookup.auth),
    settings: asText(revealAll(written.settings, lookup.inventory.secrets)),
    timezone,
    clock: clockOf(timezone, lookup.year),
    language: written.language ?? site.language,
  };
}

// Arrays that grow by push: those that map and filter return are of another kind to V8 once it has compiled what calls
// them, and then the templates that see both kinds are compiled again and again.
function planLines(written: LineWritten[], sip: SipPlan, lookup: Lookup): LinePlan[] {
  const lines: LinePlan[] = [];
  for (const line of written) lines.push(planLine(line, { index: lines.length + 1, sip }, lookup));
  return lines;
}

function planLine(
  written: LineWritten,
  { index, sip }: { index: number; sip: SipPlan },
  { people }: Lookup,
): LinePlan {
  const line = typeof written === 'object' ? written : { person: written };
  const person = people.get(String(line.person)) ?? missing(line.person);
  return {
    index,
    person,
    label: line.label ?? person.extension,
    appearances: line.appearances ?? 1,
    sip,
  };
}

function planKeys(written: KeyWritten[], site: SitePlan, lookup: Lookup): KeyPlan[] {
  const keys: KeyPlan[] = [];
  for (const key of written) keys.push(planKey(key, lookup));
  const byKind = [
    ...keys.filter(({ kind }) => kind === 'speed'),
    ...keys.filter(({ kind }) => kind === 'blf'),
  ];
  const indices = speedIndices(byKind.map(numberOf), site.directory);
  for (const [place, key] of byKind.entries()) key.index = indices[place] ?? 0;
  return keys;
}

const numberOf = (key: KeyPlan): string => (key.kind === 'speed' ? key.number : key.extension);

function planKey(key: KeyWritten, lookup: Lookup): KeyPlan {
  if ('speed' in key) {
    const number = dialled(key.speed, lookup);
    return { kind: 'speed', number, label: key.label ?? String(key.speed), index: 0 };
  }
  const extension = String(key.blf);
  const label = key.label ?? lookup.people.get(extension)?.name ?? extension;
  return { kind: 'blf', extension, label, index: 0 };
}

function missing(person: string | number): PersonPlan {
  throw new Error(`extension ${person} was planned before the rules let it through`);
}
