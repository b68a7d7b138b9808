// Begun: other bytes are told apart by their beginning, and never the same bytes.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { begunAt, differs } from '../../../src/runtime/store/begun.ts';
import { emptyLog, type Placed } from '../../../src/runtime/store/place.ts';

const placed = (text: string, at: number, from: number): Placed => ({
  bytes: Buffer.from(text),
  at,
  state: { ...emptyLog, total: at + text.length, from },
});
const long = 'one line\n'.repeat(1000);

test('an upload that begins otherwise differs, one that begins so may be the same', () => {
  const begun = begunAt(placed(long, 90, 90), undefined);
  assert.is(differs(begun, 90, Buffer.from(`O${long.slice(1)}`)), true);
  assert.is(differs(begun, 90, Buffer.from(long)), false);
  assert.is(differs(begun, 90, Buffer.from(`${long}and more`)), false);
});

test('nothing is said of another place, of fewer bytes than are known, or of a log that is not known', () => {
  const begun = begunAt(placed(long, 90, 90), undefined);
  assert.is(differs(begun, 91, Buffer.from(`O${long}`)), false);
  assert.is(differs(begun, 90, Buffer.from('O')), false);
  assert.is(differs(undefined, 90, Buffer.from(long)), false);
});

test('what is added behind a beginning leaves it, a new segment replaces it', () => {
  const begun = begunAt(placed(long, 0, 0), undefined);
  assert.is(begunAt(placed('more\n', 9000, 0), begun), begun);
  assert.is(begunAt(placed('', 9000, 9000), begun), begun);
  assert.is(begunAt(placed('new\n', 9000, 9000), begun)?.at, 9000);
});

test.run();
