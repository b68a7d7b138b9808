// Keep code: V8 may collect step by step while somebody asks, and only then.

import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { keepCode } from '../../src/runtime/keepCode.ts';

test('the flag follows whether anybody asks, until the end', async () => {
  const flags: string[] = [];
  let asked = 0;
  const kept = keepCode(
    () => asked,
    flag => {
      flags.push(flag);
      asked += flags.length === 1 ? 1 : 0; // one request, within the second second
    },
  );
  while (flags.length < 3) await wait(20);
  kept.stop();
  assert.equal(flags, ['--no-incremental-marking', '--incremental-marking', '--no-incremental-marking']);
  await wait(1200);
  assert.is(flags.length, 3);
});

test.run();
