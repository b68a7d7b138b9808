// Callers file: a reader that knows blocks and nothing else finds every key.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { callersIndex, callersText } from '../../../src/compile/emit/callersFile.ts';
import type { Caller } from '../../../src/contract/callers.ts';

/** Reads two blocks, as the script does. */
function find(callers: Map<string, Caller>, key: string): string | undefined {
  const { block, keys } = callersIndex(callers);
  const row = keys.filter(first => first <= key).length - 1;
  const bytes = Buffer.from(callersText(callers)).subarray(row * block, (row + 2) * block);
  return bytes
    .toString('latin1')
    .split('\n')
    .find(line => line.startsWith(`"${key}":`));
}

const table = (count: number, name: (index: number) => string) =>
  new Map(Array.from({ length: count }, (_, index) => [`+${12_125_550_000 + 3 * index}`, name(index)]));

function assertWhole(callers: Map<string, Caller>, from: number, step: number): void {
  for (const [key, caller] of [...callers].filter((_, index) => index % step === from)) {
    const line = Buffer.from(find(callers, key) ?? '', 'latin1').toString();
    assert.is(line.replace(/,$/, ''), `"${key}":${JSON.stringify(caller)}`);
  }
}

test('every line lies in its block and the next, wherever blocks are cut', () => {
  for (const size of [0, 1, 37, 113])
    assertWhole(
      table(400, index => 'ö'.repeat((index * size) % 200)),
      0,
      1,
    );
});

test('blocks grow with the longest line and with the file', () => {
  const long = table(20, () => 'x'.repeat(9000));
  assert.is(callersIndex(long).block, 16_384);
  assertWhole(long, 0, 1);
  const many = table(600_000, index => `Name ${index}`);
  const { block, keys } = callersIndex(many);
  assert.is(block, 8192);
  assert.ok(keys.length <= 4096);
  assertWhole(many, 7, 60_011);
});

test('a table without a caller has no block', () => {
  assert.equal(callersIndex(new Map()), { block: 4096, keys: [], ranges: [] });
});

test('ranges are known by their shapes, the narrowest first', () => {
  const callers = new Map(
    ['+1256xxxxxxx', '+125655502xx', '+125655503xx', '2xx', '101'].map(key => [key, 'n']),
  );
  assert.equal(callersIndex(callers).ranges, [
    { length: 3, holes: [2] },
    { length: 12, holes: [2, 7] },
  ]);
});

test.run();
