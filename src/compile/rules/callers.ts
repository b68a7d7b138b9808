// Callers: each name that calls should show can be shown, and a number has one name.

import { callerKey } from '../inventory/callerKey.ts';
import { believed, type Inventory, spotOf } from '../inventory/inventory.ts';
import { numberingOf } from '../inventory/number.ts';
import { longest, shownName } from '../plan/shownName.ts';
import { quoted } from '../source/quote.ts';
import type { Company, Remark } from './rule.ts';
import { type Text, texts } from './texts.ts';

export function* callers({ inventory }: Company): Iterable<Remark> {
  const cnam = believed(inventory.fleet)[0]?.value.asterisk?.cnam;
  for (const { text, spot } of texts(shown(inventory))) yield* unshown({ text, spot }, cnam);
  yield* disputed(inventory);
}

// Labels and the fleet's own name show on phones, but not as a caller.
const shown = (inventory: Inventory): Inventory => ({ ...inventory, fleet: [], phones: [], routes: [] });

function* unshown({ text, spot }: Text, cnam: number | undefined): Iterable<Remark> {
  if (text.length <= longest && /^[!-~]{8,}(?: [!-~]+)*$/.test(text)) return; // shown as it is
  if (cnam === undefined && text.trim().length > longest) {
    const message = `calls show ${longest} characters of a name, "${shownName(text)}"`;
    return yield { severity: 'warning', message, spot };
  }
  if (text.trim() === '' || shownName(text, cnam) !== '') return; // another rule speaks of the blank
  const message = /^\s*unknown\s*$/i.test(text)
    ? `${quoted(text)} is what Asterisk says where there is no name — calls will not show it`
    : shownName(text) === ''
      ? undefined
      : `${quoted(text)} has no letters that cnam can carry — calls will not show it`;
  if (message !== undefined) yield { severity: 'warning', message, spot };
}

/** A contact's number that is a person's, too, under another name: the person's is shown. */
function* disputed(inventory: Inventory): Iterable<Remark> {
  const fleet = believed(inventory.fleet)[0]?.value;
  const numbering = numberingOf(fleet?.country ?? '', String(fleet?.outside ?? ''));
  if (!numbering || inventory.contacts.length === 0) return;
  const keyOf = (text: unknown) => {
    const found = callerKey(String(text), numbering);
    return 'number' in found ? found.number : undefined;
  };
  const people = new Map(
    believed(inventory.people).flatMap(person =>
      [person.key, ...(person.value.numbers ?? [])].map(text => [keyOf(text), person] as const),
    ),
  );
  for (const contact of believed(inventory.contacts)) {
    const { value } = contact;
    const key = value.number === undefined ? undefined : keyOf(value.number);
    const person = key === undefined ? undefined : people.get(key);
    if (!person?.value.name || person.value.name === value.name) continue;
    yield {
      severity: 'warning',
      message: `number ${key} is ${quoted(person.value.name)}'s, too — calls show that name`,
      spot: spotOf(contact, ['number']),
      related: { message: 'the person', spot: spotOf(person, [], 'key') },
    };
  }
}
