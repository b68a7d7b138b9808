// Finder: a text is found in any case of a to z, and nothing else is.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { finder } from '../../../src/runtime/logs/finder.ts';
import { lower } from '../../../src/runtime/logs/trigrams.ts';

const folded = (bytes: Uint8Array) => Buffer.from(bytes.map(lower));

test('it finds what folding every byte would find, range after range', () => {
  const characters = fc.constantFrom('a', 'B', 'b', 'É', 'é', 'Ã', 'ã', 'İ', 'ß', ' ');
  const text = fc.string({ unit: characters, maxLength: 40 });
  const part = fc.string({ unit: characters, minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(text, part, fc.array(fc.nat(12), { maxLength: 8 }), (whole, wanted, lengths) => {
      const bytes = Buffer.from(whole);
      const holds = finder(bytes, wanted);
      let from = 0;
      for (const length of lengths) {
        const to = Math.min(bytes.length, from + length);
        const expected = folded(bytes.subarray(from, to)).includes(folded(Buffer.from(wanted)));
        assert.is(holds(from, to), expected);
        from = to;
      }
    }),
  );
});

test.run();
