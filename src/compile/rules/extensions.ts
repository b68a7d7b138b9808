// Extensions: the key of a person is what phones dial and servers name files and sections by: digits.

import { spotOf } from '../inventory/inventory.ts';
import { quoted } from '../source/quote.ts';
import type { Company, Remark } from './rule.ts';

export function* extensions({ inventory }: Company): Iterable<Remark> {
  for (const person of inventory.people) {
    const { key } = person;
    if (/^\d{1,15}$/.test(key)) continue;
    const message =
      key === ''
        ? 'an extension is missing before the ":"'
        : `${quoted(key)} is no extension — write 1 to 15 digits, for example 101`;
    yield { message, spot: spotOf(person, [], 'key') };
  }
}
