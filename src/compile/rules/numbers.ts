// Numbers: each reads as a telephone number of its country or a short code, and stands once in its list.

import { callerKey } from '../inventory/callerKey.ts';
import { believed, type Inventory, spotOf } from '../inventory/inventory.ts';
import { checkNumber, countryCalled, numberingOf } from '../inventory/number.ts';
import type { Spot } from '../source/finding.ts';
import { quoted } from '../source/quote.ts';
import { type Company, type Remark, repeated } from './rule.ts';

type Read = (text: string) => ReturnType<typeof checkNumber>;

interface Written {
  text: string;
  spot: Spot;
  /** where it stands once: all, or those of one site */
  among?: string | undefined;
}

export function* numbers({ inventory, phonesOnly }: Company): Iterable<Remark> {
  const [fleet] = believed(inventory.fleet);
  const country = fleet?.value.country;
  if (!fleet || country === undefined) return;
  const numbering = numberingOf(country, String(fleet.value.outside ?? ''));
  if (!numbering) {
    yield {
      message: `no country ${quoted(country)}${countryHint(country)}`,
      spot: spotOf(fleet, ['country']),
    };
    return;
  }
  const read = (text: string) => checkNumber(text, numbering);
  if (phonesOnly) return yield* ofKeys(inventory, read);
  yield* ofList(ofPeople(inventory), read);
  yield* ofList(ofContacts(inventory), read);
  yield* ofList(ofCallers(inventory), text => callerKey(text, numbering));
  yield* ofKeys(inventory, read);
  yield* ofOthers(inventory, read);
}

function countryHint(country: string): string {
  const letters = country.toUpperCase().replace(/[^A-Z]/g, '');
  const code = { UK: 'GB', ENGLAND: 'GB', USA: 'US' }[letters] ?? countryCalled(country) ?? letters;
  return numberingOf(code, '')
    ? ` — did you mean "${code}"?`
    : ' — use two letters, for example US, GB or DE (ISO 3166)';
}

function ofPeople({ people }: Inventory): Written[] {
  const found: Written[] = [];
  for (const person of believed(people)) {
    for (const [index, text] of (person.value.numbers ?? []).entries())
      if (text !== undefined) found.push({ text: String(text), spot: spotOf(person, ['numbers', index]) });
  }
  return found;
}

const ofContacts = ({ contacts }: Inventory): Written[] =>
  believed(contacts).flatMap(contact => {
    const { number, site } = contact.value;
    return number === undefined
      ? []
      : [{ text: String(number), spot: spotOf(contact, ['number']), among: site }];
  });

const ofCallers = ({ callers }: Inventory): Written[] =>
  callers.map(caller => ({ text: caller.key, spot: spotOf(caller, [], 'key') }));

function* ofList(list: Written[], read: Read): Iterable<Remark> {
  const found = list.map(written => ({ ...written, ...read(written.text) }));
  for (const one of found) if ('fault' in one) yield { message: one.fault, spot: one.spot };
  yield* repeated(found, one =>
    'fault' in one
      ? undefined
      : { key: `${one.number} ${one.among ?? ''}`, shown: () => `number ${one.number}`, spot: one.spot },
  );
}

/** Speed-dial keys dial a number that there can be; the same one may stand on many phones. */
function* ofKeys({ phones }: Inventory, read: Read): Iterable<Remark> {
  for (const phone of believed(phones)) {
    for (const [index, key] of (phone.value.keys ?? []).entries()) {
      if (!key || !('speed' in key) || key.speed === undefined) continue;
      const found = read(String(key.speed));
      if ('fault' in found) yield { message: found.fault, spot: spotOf(phone, ['keys', index, 'speed']) };
    }
  }
}

const longestExtension = 15;

/** A number of one person is not the extension of another. */
function* ofOthers({ people }: Inventory, read: Read): Iterable<Remark> {
  const having = believed(people).filter(({ value }) => value.numbers !== undefined);
  const extensions = new Map(having.length === 0 ? [] : people.map(person => [person.key, person]));
  for (const person of having) {
    for (const [index, text] of (person.value.numbers ?? []).entries()) {
      if (String(text).length > longestExtension) continue;
      const found = read(String(text));
      const other = 'number' in found ? extensions.get(found.number) : undefined;
      if (!other || other.key === person.key) continue;
      yield {
        message: `number ${other.key} is somebody else's extension — take it out, or write the whole number`,
        spot: spotOf(person, ['numbers', index]),
        related: { message: 'the person', spot: spotOf(other, [], 'key') },
      };
    }
  }
}
