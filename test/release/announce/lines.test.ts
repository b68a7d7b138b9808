// Lines: over which extension each phone is told.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { linesFor } from '../../../src/release/announce/lines.ts';

const phones = [
  { mac: 'a', extensions: ['100', '101'] },
  { mac: 'b', extensions: ['100', '102'] },
  { mac: 'c', extensions: ['100'] },
  { mac: 'd', extensions: [] },
];
const told = (registered: string[]) =>
  [...linesFor(phones, extension => registered.includes(extension))].map(([line, list]) => [
    line,
    list.map(({ mac }) => mac).join(''),
  ]);

test('the extension that the fewest share, so that others are not asked for nothing', () => {
  assert.equal(told(['100', '101', '102']), [
    ['101', 'a'],
    ['102', 'b'],
    ['100', 'c'],
    [undefined, 'd'],
  ]);
});

test('an extension that is not registered reaches nobody', () => {
  assert.equal(told(['100']), [
    ['100', 'abc'],
    [undefined, 'd'],
  ]);
  assert.equal(told([]), [[undefined, 'abcd']]);
});

test.run();
