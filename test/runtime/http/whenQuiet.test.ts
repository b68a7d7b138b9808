// When quiet: costly things begin in order, one a turn, when nobody asks for cheap ones, and not never.

import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { whenQuiet } from '../../../src/runtime/http/whenQuiet.ts';

test('in quiet, each begins in a turn of its own, in order', async () => {
  const begun: number[] = [];
  const queue = whenQuiet<number>(
    one => begun.push(one),
    () => 0,
  );
  for (const one of [1, 2, 3]) queue(one);
  assert.equal(begun, []);
  await turn();
  assert.ok(begun.length < 3, `${begun.length} at once`);
  while (begun.length < 3) await turn();
  assert.equal(begun, [1, 2, 3]);
});

test('nothing begins while others are busy, and all does soon after', async () => {
  let [asked, busy] = [0, true];
  const begun: number[] = [];
  const queue = whenQuiet<number>(
    one => begun.push(one),
    () => (busy ? ++asked : asked),
  );
  queue(1);
  queue(2);
  await wait(50);
  assert.equal(begun, []);
  busy = false;
  while (begun.length < 2) await turn();
  assert.equal(begun, [1, 2]);
});

test('whoever has waited long enough begins all the same, and others with a pause', async () => {
  let asked = 0;
  const begun: number[] = [];
  const queue = whenQuiet<number>(
    () => begun.push(performance.now()),
    () => ++asked,
  );
  for (const one of [1, 2, 3]) queue(one);
  await wait(700);
  assert.is(begun.length, 0);
  while (begun.length < 3) await turn();
  const [first = 0, second = 0, third = 0] = begun;
  assert.ok(second - first > 3 && third - second > 3, `${begun}`);
});

test.run();
