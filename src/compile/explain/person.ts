// Person: everything about an extension, and the phones that register or watch it.

import type { Output } from '../compile.ts';
import { sound, spotOf } from '../inventory/inventory.ts';
import type { PhoneWritten } from '../inventory/written.ts';
import { type Explained, explained } from './explained.ts';
import { field, fieldsBelow } from './fields.ts';

export interface ExplainedPerson {
  name: string;
  fields: Explained[];
  /** where a phone registers it (`line`) or shows its lamp (`key`) */
  phones: Explained[];
}

/** Explains a person by extension; undefined where there is none. */
export function explainPerson(extension: string, { inventory, plan }: Output): ExplainedPerson | undefined {
  const entry = sound(inventory.people).find(({ key }) => key === extension);
  const person = plan.people.find(one => one.extension === extension);
  if (!entry || !person) return undefined;
  const layer = { name: 'person', entry };
  const said = Object.keys(entry.value).flatMap(key => fieldsBelow([key], layer));
  const silent = Object.entries({ password: '', email: '', directory: 'true', voicemail: 'false' }).filter(
    ([key]) => !(key in entry.value),
  );
  const fallbacks = silent.flatMap(([key, value]) => field([key], [], value));
  return { name: person.name, fields: [...said, ...fallbacks], phones: phonesOf(extension, inventory) };
}

function phonesOf(extension: string, inventory: Output['inventory']): Explained[] {
  return sound(inventory.phones).flatMap(phone => [
    ...numbersOf(phone.value.lines).flatMap((number, index) =>
      number === extension ? told(`line ${index + 1}`, phone.value, spotOf(phone, ['lines', index])) : [],
    ),
    ...(phone.value.keys ?? []).flatMap((key, index) =>
      'blf' in key && String(key.blf) === extension
        ? told(`key ${index + 1}`, phone.value, spotOf(phone, ['keys', index]))
        : [],
    ),
  ]);
}

const numbersOf = (lines: PhoneWritten['lines'] = []) =>
  lines.map(line => String(typeof line === 'object' ? line.person : line));

const told = (name: string, { mac, model }: PhoneWritten, spot: Explained['said'][0]['spot']) =>
  explained(name, [{ value: `${mac} ${model}`, layer: 'phone', spot }]);
