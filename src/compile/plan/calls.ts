// Calls: what names callers show, and what dialled numbers do.

import type { Caller } from '../../contract/callers.ts';
import type { Route } from '../../contract/routes.ts';
import { callerKey } from '../inventory/callerKey.ts';
import { sound } from '../inventory/inventory.ts';
import type { CallerWritten, RouteWritten } from '../inventory/written.ts';
import type { Lookup } from './lookup.ts';
import type { ContactPlan, PersonPlan } from './plan.ts';
import { durationSeconds } from './quantity.ts';
import { shownName } from './shownName.ts';

/** Names by number: contacts, over them people, over them what `callers` says; each as a call can show it. */
export function planCallers(contacts: ContactPlan[], lookup: Lookup): Map<string, Caller> {
  const { inventory, people, fleet } = lookup;
  const cnam = sound(inventory.fleet)[0]?.value.asterisk?.cnam;
  const callers = new Map<string, Caller>();
  const say = (number: string, name: string) => callers.set(number, shownName(name, cnam));
  for (const { number, name } of contacts) say(number, name);
  for (const person of people.values()) for (const number of numbersOf(person)) say(number, person.name);
  for (const { key, value } of sound(inventory.callers)) {
    const found = callerKey(key, fleet.numbering);
    if ('number' in found) callers.set(found.number, planCaller(value, cnam));
  }
  return callers;
}

const numbersOf = ({ extension, numbers }: PersonPlan) => [extension, ...numbers];

function planCaller(written: CallerWritten, cnam: number | undefined): Caller {
  const { name, block } = typeof written === 'string' ? { name: written, block: false } : written;
  const shown = name === undefined ? '' : shownName(name, cnam);
  if (!block) return shown;
  return shown === '' ? { block: true } : { name: shown, block: true };
}

const ringSeconds = 20;

export function planRoutes({ inventory }: Lookup): Map<string, Route> {
  return new Map(sound(inventory.routes).map(({ key, value }) => [key, planRoute(value)]));
}

function planRoute(written: RouteWritten): Route {
  const seconds = written.for === undefined ? ringSeconds : durationSeconds(written.for);
  const next = written.else ? { else: planRoute(written.else) } : {};
  if (written.ring) return { ring: written.ring.map(String), seconds, ...next };
  if (written.dial !== undefined) return { dial: written.dial, seconds, ...next };
  if (written.say !== undefined) return { say: written.say, ...next };
  if (written.voicemail !== undefined) return { voicemail: String(written.voicemail) };
  return { hangup: true };
}
