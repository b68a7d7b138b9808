// People: who has an extension, and who else is listed.

import type { Entry } from '../inventory/inventory.ts';
import { checkNumber } from '../inventory/number.ts';
import { reveal } from '../inventory/secrets.ts';
import type { ContactWritten, PersonWritten } from '../inventory/written.ts';
import type { Names } from './lookup.ts';
import type { ContactPlan, PersonPlan } from './plan.ts';

const none: string[] = []; // most people have no more numbers

export function planPerson({ key, value }: Entry<PersonWritten>, lookup: Names): PersonPlan {
  const { secrets } = lookup.inventory;
  const { voicemail } = value;
  return {
    extension: key,
    name: value.name.normalize('NFC'),
    password: reveal(value.password, secrets),
    email: value.email ?? '',
    numbers: value.numbers?.map(number => dialled(number, lookup)) ?? none,
    directory: value.directory ?? true,
    voicemail: voicemail
      ? { pin: typeof voicemail === 'object' ? reveal(voicemail.pin, secrets) : '' }
      : undefined,
  };
}

export function planContact({ name, number, speed, site }: ContactWritten, lookup: Names): ContactPlan {
  return {
    name: name.normalize('NFC'),
    number: dialled(number, lookup),
    speed: speed ?? 0,
    site: site ?? '',
  };
}

/** A number as phones dial it: E.164, or a short code as it was written. */
export function dialled(text: string | number, { fleet }: Names): string {
  const found = checkNumber(String(text), fleet.numbering);
  return 'number' in found ? found.number : String(text); // a rule has reported the fault
}
