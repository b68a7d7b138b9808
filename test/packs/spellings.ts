// Spellings: numbers of a country, as trunks and people write them, and as nobody should.

import fc from 'fast-check';
import { checkNumber } from '../../src/compile/inventory/number.ts';
import { globsOf } from '../../src/compile/packs/globs.ts';
import type { Numbering } from '../../src/contract/numbering.ts';

/** A text of one of the pattern's ways: `[2-9]??` as 234. */
const digitsOf = (pattern: string) =>
  fc
    .tuple(
      fc.constantFrom(...globsOf(pattern)),
      fc.array(fc.nat({ max: 97 }), { minLength: 20, maxLength: 20 }),
    )
    .map(([{ glob }, picks]) =>
      (glob.match(/\[[^\]]+\]|./g) ?? []).map((part, index) => digitOf(part, picks[index] ?? 0)).join(''),
    );

function digitOf(part: string, pick: number): string {
  const one = new RegExp(`^${part.replace('?', '\\d')}$`);
  const fitting = [...'0123456789'].filter(digit => one.test(digit));
  return fitting[pick % fitting.length] ?? '';
}

/** Numbers that there are in a country, by its own patterns. */
export function numbersOf(numbering: Numbering, count: number): string[] {
  return fc
    .sample(digitsOf(numbering.national), { seed: 5, numRuns: 40 * count })
    .map(national => `+${numbering.callingCode}${national}`)
    .filter(number => 'number' in checkNumber(number, numbering))
    .slice(0, count);
}

const marks = [
  ' ',
  '-',
  '.',
  '/',
  '(',
  ')',
  '\t',
  '\r',
  '\u00a0',
  '\u2011',
  '\u2212',
  '\u3000',
  '\ufeff',
  '\u200b',
];

/** What stands before a national number, and what should not. */
function beginnings({ callingCode, international, trunk, outside }: Numbering): fc.Arbitrary<string> {
  const abroad = digitsOf(international === '' ? '00' : international);
  return fc
    .tuple(
      fc.constantFrom('', '', outside, '9', '+', '*'),
      fc.oneof(
        fc.constant(''),
        fc.constant(''),
        abroad,
        digitsOf(trunk),
        fc.constantFrom('+', '0', '00', '1', '8'),
      ),
      fc.constantFrom('', '', callingCode),
      fc.oneof(fc.constant(''), fc.constant(''), digitsOf(trunk)),
    )
    .map(parts => parts.join(''));
}

/** A number as trunks and people write it, and as nobody should. */
export const written = (numbering: Numbering) =>
  fc
    .tuple(
      beginnings(numbering),
      fc.oneof(
        digitsOf(numbering.national),
        fc.stringMatching(/^\d{1,16}$/),
        fc.constantFrom('', '*97', 'anonymous'),
      ),
      fc.constantFrom('', '', '', '', '', '5', '#', 'ü', '\u20ac'),
      fc.oneof(
        fc.constant([]),
        fc.array(fc.tuple(fc.nat({ max: 20 }), fc.constantFrom(...marks)), { maxLength: 3 }),
      ),
    )
    .map(([before, number, after, between]) =>
      between.reduce(
        (text, [at, mark]) => text.slice(0, at) + mark + text.slice(at),
        before + number + after,
      ),
    );
