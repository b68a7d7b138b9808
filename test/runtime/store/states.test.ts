// States: after a restart each of many logs is known as it was, and one that is new is new.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openLocalStore } from '../../../src/runtime/store/local.ts';

const macs = Array.from({ length: 1203 }, (_, number) => `0004f2aa${number.toString(16).padStart(4, '0')}`);

test('more logs than are read at a time are all known after a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-states-'));
  const open = () =>
    openLocalStore({
      folder,
      zoneOf: () => 'UTC',
      limits: () => ({ keepDays: 30, maxBytes: 1_000_000 }),
      log: () => undefined,
    });
  const part = (length: number) => ({ bytes: Buffer.from(`${'x'.repeat(length)}\n`), offset: 0 });
  let store = open();
  await Promise.all(macs.map((mac, number) => store.append(mac, 'app.log', part(number))));
  await store.stop();
  store = open();
  assert.is(await store.size(macs[0] ?? '', 'app.log'), 1);
  await wait(500); // the others were read meanwhile
  const sizes = await Promise.all(macs.map(mac => store.size(mac, 'app.log')));
  assert.equal(
    sizes,
    macs.map((_, number) => number + 1),
  );
  assert.is(await store.append('0004f2aaffff', 'app.log', part(1)), 'created');
  assert.is(await store.append(macs.at(-1) ?? '', 'app.log', { ...part(1), offset: 1203 }), 'appended');
  await store.stop();
  rmSync(folder, { recursive: true });
});

test.run();
