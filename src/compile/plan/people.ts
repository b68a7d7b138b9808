// People: who has an extension, whom the directory lists.

import type { Entry } from '../inventory/inventory.ts';
import { checkNumber } from '../inventory/number.ts';
import { reveal } from '../inventory/secrets.ts';
import type { ContactWritten, PersonWritten } from '../inventory/written.ts';
import type { Lookup } from './lookup.ts';
import type { ContactPlan, DirectoryEntry, PersonPlan } from './plan.ts';

export function planPerson({ key, value }: Entry<PersonWritten>, lookup: Lookup): PersonPlan {
  const { secrets } = lookup.inventory;
  const { voicemail } = value;
  return {
    extension: key,
    name: value.name.normalize('NFC'),
    password: reveal(value.password, secrets),
    email: value.email ?? '',
    numbers: (value.numbers ?? []).map(number => dialled(number, lookup)),
    directory: value.directory ?? true,
    voicemail: voicemail
      ? { pin: typeof voicemail === 'object' ? reveal(voicemail.pin, secrets) : '' }
      : undefined,
  };
}

export function planContact({ name, number, speed }: ContactWritten, lookup: Lookup): ContactPlan {
  return { name: name.normalize('NFC'), number: dialled(number, lookup), speed: speed ?? 0 };
}

/** People by extension and contacts by number, sorted by name as the language sorts. */
export function planDirectory(
  people: PersonPlan[],
  contacts: ContactPlan[],
  language: string,
): DirectoryEntry[] {
  const order = new Intl.Collator(language, { sensitivity: 'variant', numeric: true });
  const listed = people
    .filter(({ directory }) => directory)
    .map(({ name, extension }) => ({ name, number: extension, speed: 0 }));
  return [...listed, ...contacts].sort(
    (a, b) => order.compare(a.name, b.name) || (a.number < b.number ? -1 : 1),
  );
}

/** A number as phones dial it: E.164, or a short code as it was written. */
export function dialled(text: string | number, { fleet }: Lookup): string {
  const found = checkNumber(String(text), fleet.numbering);
  return 'number' in found ? found.number : String(text); // a rule has reported the fault
}
