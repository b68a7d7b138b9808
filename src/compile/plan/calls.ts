// Calls: what names callers show.

import type { Caller } from '../../contract/callers.ts';
import { callerKey } from '../inventory/callerKey.ts';
import { sound } from '../inventory/inventory.ts';
import type { CallerWritten } from '../inventory/written.ts';
import type { Lookup } from './lookup.ts';
import type { ContactPlan, PersonPlan } from './plan.ts';
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
