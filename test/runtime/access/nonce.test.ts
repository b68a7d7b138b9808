// Nonces: good for a while, each count once, whatever is made up or forgotten.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nonceLife, nonces } from '../../../src/runtime/access/nonce.ts';

test('each count of a nonce is good once', () => {
  const { issue, use } = nonces();
  const nonce = issue();
  assert.is(use(nonce, 1), 'good');
  assert.is(use(nonce, 1), 'replayed');
  assert.is(use(nonce, 2), 'good');
  assert.is(use(nonce, 1), 'replayed');
});

test('requests over several connections may overtake each other', () => {
  const { issue, use } = nonces();
  const nonce = issue();
  for (const count of [3, 1, 2, 30]) assert.is(use(nonce, count), 'good', `${count}`);
  assert.is(use(nonce, 29), 'good');
  assert.is(use(nonce, 100), 'good');
  assert.is(use(nonce, 60), 'replayed', 'so far back nobody remembers: no');
});

test('in any order no count is ever good twice', () => {
  const { issue, use } = nonces();
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 200 }), counts => {
      const nonce = issue();
      const good = counts.filter(count => use(nonce, count) === 'good');
      assert.is(new Set(good).size, good.length);
    }),
  );
});

test('a nonce is stale after five minutes', () => {
  let now = 1_800_000_000_000;
  const { issue, use } = nonces(() => now);
  const nonce = issue();
  now += nonceLife;
  assert.is(use(nonce, 1), 'good');
  now += 1;
  assert.is(use(nonce, 2), 'stale');
});

test('a clock that jumps back makes nonces stale, not immortal', () => {
  let now = 1_800_000_000_000;
  const { issue, use } = nonces(() => now);
  const nonce = issue();
  now -= nonceLife + 1;
  assert.is(use(nonce, 1), 'stale');
});

test('what we did not issue is stale: made up, changed, spelt otherwise, or of another process', () => {
  const { issue, use } = nonces();
  const nonce = issue();
  const flipped = `${nonce.slice(0, 5)}${nonce[5] === 'A' ? 'B' : 'A'}${nonce.slice(6)}`;
  for (const forged of ['', 'x', flipped, `${nonce}=`, ` ${nonce}`, nonce.slice(1), nonces().issue()])
    assert.is(use(forged, 1), 'stale', forged);
});

test('a flood of used nonces makes older ones stale, and none good a second time', () => {
  let now = 1_800_000_000_000;
  const { issue, use } = nonces(() => now);
  const first = issue();
  const unused = issue();
  assert.is(use(first, 1), 'good');
  now += 1;
  for (let index = 0; index < 20_001; index++) use(issue(), 1);
  assert.is(use(first, 1), 'stale');
  assert.is(use(unused, 1), 'stale', 'it may have been used and forgotten');
  now += 1;
  assert.is(use(issue(), 1), 'good');
});

test.run();
