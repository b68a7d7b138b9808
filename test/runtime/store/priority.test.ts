// Priority: the store's thread steps back, and no other does.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openLocalStore } from '../../../src/runtime/store/local.ts';

const tasks = '/proc/self/task';

/** How many threads of this process have which priority; `0` is what they begin with. */
function priorities(): Map<number, number> {
  const found = new Map<number, number>();
  for (const thread of readdirSync(tasks)) {
    const said = readFileSync(join(tasks, thread, 'stat'), 'utf8');
    const nice = Number(said.slice(said.lastIndexOf(')') + 2).split(' ')[16]);
    found.set(nice, (found.get(nice) ?? 0) + 1);
  }
  return found;
}

(existsSync('/proc/thread-self') ? test : test.skip)(
  'one thread gives way, and it is the store’s',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plugtone-priority-'));
    const usual = [...priorities().keys()].sort()[0] ?? 0;
    const store = openLocalStore({
      folder,
      zoneOf: () => 'UTC',
      limits: () => ({ keepDays: 1, maxBytes: 1000 }),
      log: () => undefined,
    });
    await store.size('0004f2aabb01', 'app.log');
    for (const started = Date.now(); !priorities().has(usual + 13) && Date.now() - started < 5000; )
      await wait(20);
    assert.is(priorities().get(usual + 13), 1);
    assert.is(readFileSync(`${tasks}/${process.pid}/stat`, 'utf8').split(' ').at(18), String(usual));
    await store.stop();
    rmSync(folder, { recursive: true });
  },
);

test.run();
