// Keep code: a minute of quiet behind a start, in which V8 must not throw away what made-up phones had it compile.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { writeFleet } from '../../bench/fleet.ts';
import { ended } from '../ended.ts';

const project = resolve(import.meta.dirname, '..', '..');
const bin = join(project, 'lib', 'plugtone.cjs');
const quiet = 60_000; // milliseconds; left alone, V8 begins behind 8 to 50 seconds

test('the thread that answers is not reduced while nobody asks', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-quiet-'));
  const dist = join(folder, 'dist');
  const root = join(folder, 'repo');
  writeFleet(root, 10_000, 'site');
  const built = spawnSync(process.execPath, [bin, 'build', '--force', '--root', root, '--out', dist]);
  assert.is(built.status, 0, `${built.stderr}`);
  const places = ['--dist', dist, '--data', join(folder, 'data'), '--http', '127.0.0.1:0'];
  const args = ['--trace-gc', bin, 'serve', ...places, '--admin', 'off', '--agi', 'off'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let traced = '';
  child.stdout.on('data', bytes => {
    traced += bytes;
  });
  await wait(quiet);
  await ended(child);
  rmSync(folder, { recursive: true });
  const lines = traced.split('\n').filter(line => line.startsWith('['));
  const [first = ''] = /^\[\d+:\w+\]/.exec(lines[0] ?? '') ?? [];
  const collections = lines.filter(line => line.startsWith(first) && line.includes('Mark-Compact'));
  assert.ok(collections.length > 0, 'nothing was collected, so nothing was tried');
  assert.equal(
    collections.filter(line => line.includes('(reduce)')),
    [],
  );
});

test.run();
