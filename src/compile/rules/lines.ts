// Lines: a line's person can register, and stands once on a phone.

import type { Partly } from '../inventory/believe.ts';
import { believed, type Entry, spotOf } from '../inventory/inventory.ts';
import type { PersonWritten, PhoneWritten } from '../inventory/written.ts';
import type { Company, Remark } from './rule.ts';

export function* lines({ inventory }: Company): Iterable<Remark> {
  const people = new Map(believed(inventory.people).map(person => [person.key, person]));
  for (const phone of believed(inventory.phones)) yield* ofPhone(phone, people);
}

function* ofPhone(
  phone: Entry<Partly<PhoneWritten>>,
  people: Map<string, Entry<Partly<PersonWritten>>>,
): Iterable<Remark> {
  const seen = new Set<string>();
  for (const [index, line] of (phone.value.lines ?? []).entries()) {
    const written = typeof line === 'object' ? line.person : line;
    if (written === undefined) continue;
    const extension = String(written);
    const spot = spotOf(phone, typeof line === 'object' ? ['lines', index, 'person'] : ['lines', index]);
    const person = people.get(extension);
    if (seen.has(extension))
      yield {
        severity: 'warning',
        message: `this phone has extension ${extension} twice — for two line keys write { person: ${extension}, appearances: 2 }`,
        spot,
      };
    else if (person && !person.broken && person.value.password === undefined)
      yield {
        severity: 'warning',
        message: `extension ${extension} has no password, so this line cannot register — give it one: password: !secret people/${extension}`,
        spot,
        related: { message: 'the person', spot: spotOf(person, [], 'key') },
      };
    seen.add(extension);
  }
}
