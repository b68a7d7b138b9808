// Calls: what names callers show.

import type { Caller } from '../../contract/callers.ts';
import { callerKey } from '../inventory/callerKey.ts';
import { sound } from '../inventory/inventory.ts';
import type { CallerWritten } from '../inventory/written.ts';
import type { Lookup } from './lookup.ts';
import type { ContactPlan, PersonPlan } from './plan.ts';

/** Names by number: contacts, over them people, over them what `callers` says. */
export function planCallers(
  contacts: ContactPlan[],
  { inventory, people, fleet }: Lookup,
): Map<string, Caller> {
  const callers = new Map<string, Caller>(contacts.map(({ number, name }) => [number, name]));
  for (const person of people.values())
    for (const number of numbersOf(person)) callers.set(number, person.name);
  for (const { key, value } of sound(inventory.callers)) {
    const found = callerKey(key, fleet.numbering);
    if ('number' in found) callers.set(found.number, planCaller(value));
  }
  return callers;
}

const numbersOf = ({ extension, numbers }: PersonPlan) => [extension, ...numbers];

function planCaller(written: CallerWritten): Caller {
  if (typeof written === 'string') return written.normalize('NFC');
  const { name, block } = written;
  if (!block) return (name ?? '').normalize('NFC');
  return name === undefined ? { block: true } : { name: name.normalize('NFC'), block: true };
}
