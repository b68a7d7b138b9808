import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encoder } from '../../src/release/encode.ts';

const encode = encoder();
const joined = (text: string) =>
  Buffer.concat(Array.from(encode(text).pieces(), piece => Buffer.from(piece))).toString();

test('a text comes in pieces that are together its UTF-8, with no character cut in two', () => {
  const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 90_000 }), (text, length) => {
      const long = text.repeat(Math.ceil(length / text.length));
      const { size, sha256 } = encode(long);
      assert.is(size, Buffer.byteLength(long));
      assert.is(sha256, createHash('sha256').update(long).digest('hex'));
      assert.ok(joined(long) === long);
    }),
  );
});

test('a short text is one piece', () => {
  assert.equal(Buffer.from(encode('né').bytes ?? []), Buffer.from('né'));
  assert.is(encode('x'.repeat(100_000)).bytes, undefined);
});

test.run();
