// Notable chunk: a chunk's notable lines are read again as they were, kept as they are or compressed.

import { randomBytes } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readNotable } from '../../../src/runtime/logs/notable.ts';
import { makeChunk, unpackedNotable } from '../../../src/runtime/store/chunk.ts';

const line = (level: number, n: number) =>
  `1128080000|sip  |${level}|00|Line ${n} of a log that is made up\n`;

/** A chunk of so many lines, of which each n-th is an error. */
function chunkOf(count: number, every: number) {
  const text = Array.from({ length: count }, (_, n) => line(n % every === 0 ? 4 : 1, n)).join('');
  return makeChunk({
    at: 0,
    bytes: Buffer.from(text),
    sections: [{ at: 0, arrived: Date.UTC(2026, 0, 1) }],
    zone: 'UTC',
  });
}

for (const [what, every, isPlain] of [
  ['few are kept as they are', 20, true],
  ['more are compressed', 6, false],
] as const) {
  test(`${what}, and both are read again`, () => {
    const { notable } = chunkOf(600, every);
    assert.is(notable.bytes[0] === 0x11, isPlain);
    const { bytes, times } = readNotable(unpackedNotable(notable.bytes));
    const errors = Array.from({ length: 600 }, (_, n) => n).filter(n => n % every === 0);
    assert.is(bytes.toString(), errors.map(n => line(4, n)).join(''));
    assert.is(times.length, errors.length);
  });
}

test('no compressed bytes look as if they were kept as they are', () => {
  for (let size = 1; size < 3000; size += 7) {
    for (const quality of [1, 5]) {
      const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: size };
      for (const bytes of [randomBytes(size), Buffer.alloc(size, 'sip 4 00 ')])
        assert.is.not(brotliCompressSync(bytes, { params })[0], 0x11);
    }
  }
});

test.run();
