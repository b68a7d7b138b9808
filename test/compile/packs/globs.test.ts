// Globs: shell patterns match what the country's regular expression matches, and take as much of it.

import fc from 'fast-check';
import { getCountries } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/metadata.min';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { numberingOf } from '../../../src/compile/inventory/number.ts';
import { type Glob, globsOf } from '../../../src/compile/packs/globs.ts';

const numberings = getCountries(metadata).map(country => {
  const numbering = numberingOf(country, '');
  assert.ok(numbering, country);
  return numbering;
});

const asRegExp = ({ glob, isEnd }: Glob) => new RegExp(`^${glob.replaceAll('?', '\\d')}${isEnd ? '$' : ''}`);

/** What a regular expression of a country takes of a text's beginning, and of it its last group. */
function takenBy(pattern: string, text: string): (string | undefined)[] | undefined {
  const found = new RegExp(`^(?:${pattern})`).exec(text);
  return found ? [found[0], found.length > 1 ? found.at(-1) : undefined] : undefined;
}

function takenByGlobs(globs: Glob[], text: string): (string | undefined)[] | undefined {
  const glob = globs.find(one => asRegExp(one).test(text));
  if (!glob) return undefined;
  const { length, group } = glob;
  return [text.slice(0, length), group && text.slice(group.from, group.from + group.length)];
}

/** Digits that begin as one of the globs does. */
const digitsLike = (globs: Glob[]) =>
  fc
    .tuple(
      fc.constantFrom(...globs),
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 20, maxLength: 20 }),
    )
    .chain(([{ glob, length }, digits]) =>
      fc.integer({ min: length, max: Math.max(length, 16) }).map(size => {
        const parts = glob.match(/\[[^\]]+\]|./g) ?? [];
        return digits
          .slice(0, size)
          .map((digit, index) => digitOf(parts[index] ?? '?', digit))
          .join('');
      }),
    );

function digitOf(part: string, digit: number): string {
  const one = new RegExp(`^${part.replace('?', '\\d')}$`);
  for (let turn = 0; ; turn++) if (one.test(String((digit + turn) % 10))) return String((digit + turn) % 10);
}

test('every country’s prefixes and national numbers have shell patterns that match the same', () => {
  for (const { country, national, international, trunk } of numberings) {
    for (const pattern of [national, international, trunk].filter(Boolean)) {
      const globs = globsOf(pattern);
      const texts = fc.sample(fc.oneof(digitsLike(globs), fc.stringMatching(/^\d{3,16}$/)), {
        seed: 22,
        numRuns: 60,
      });
      for (const text of texts)
        assert.equal(takenByGlobs(globs, text), takenBy(pattern, text), `${country} /${pattern}/ ${text}`);
    }
  }
});

test('the first way that a regular expression would take is the first', () => {
  assert.equal(
    globsOf('0?(1|2{1,2})').map(({ glob }) => glob),
    ['01', '022', '02', '1', '22', '2'],
  );
  assert.equal(globsOf('([2-9]\\d)$|1'), [
    { glob: '[2-9]?', length: 2, isEnd: true, group: { from: 0, length: 2 } },
    { glob: '1', length: 1, isEnd: false },
  ]);
  assert.equal(
    globsOf('00(?:(3)(\\d))?').map(({ group }) => group),
    [{ from: 3, length: 1 }, undefined],
  );
  assert.equal(globsOf(''), [{ glob: '', length: 0, isEnd: false }]);
});

test('what no list of shell patterns can say is refused', () => {
  for (const pattern of ['1*', '(?=1)2', '(1', '1)', '[^1]', '1.'])
    assert.throws(() => globsOf(pattern), pattern);
});

test.run();
