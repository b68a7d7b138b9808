import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decode } from '../../../src/compile/source/decode.ts';

test('a byte-order mark is left out', () => {
  assert.is(decode(Buffer.from('\ufeffa: 1\n')), 'a: 1\n');
});

test('the byte that is no UTF-8 is placed, also behind characters of several bytes', () => {
  const bytes = Buffer.concat([Buffer.from('a: ü\nb: 👩 \ufffd'), Buffer.from([0xe9]), Buffer.from('\n')]);
  assert.equal(decode(bytes), {
    fault: 'is not UTF-8: byte 0xe9 stands here — save the file as UTF-8',
    line: 2,
    column: 8,
  });
});

test('a character cut off at the end of a file is placed', () => {
  assert.equal((decode(Buffer.from([0x61, 0xf0, 0x9f])) as { column: number }).column, 2);
});

test('UTF-16 is told by its name', () => {
  assert.match((decode(Buffer.from('\ufeffa: 1', 'utf16le')) as { fault: string }).fault, /UTF-16/);
});

test.run();
