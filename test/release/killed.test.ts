import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readBefore } from '../../src/release/before.ts';
import { writeRelease } from '../../src/release/write.ts';
import { bundle, helperSource } from './bundled.ts';
import { assertWhole, drafts, files, type Generation, release } from './generations.ts';

const folder = mkdtempSync(join(tmpdir(), 'plugtone-'));
const victim = join(folder, 'victim.cjs');
const few = 6;
const many = 1500;

// The second thread's program lies beside the first's.
test.before(() => bundle(folder, join(import.meta.dirname, 'victim.ts'), helperSource));
test.after(() => rmSync(folder, { recursive: true }));

const write = (dist: string, generation: Generation, size: number) =>
  writeRelease({ dist, before: readBefore(dist), ...release(generation, size) });

function assertRecovers(dist: string, size: number): void {
  write(dist, 'new', size);
  assert.equal(
    readdirSync(dist).filter(name => name.startsWith('.')),
    [],
  );
  assert.equal(files(dist), [...drafts('new', size).map(({ path }) => path), 'manifest.json'].sort());
  assert.is(readBefore(dist).damaged().size, 0);
  assertWhole(dist, size);
}

for (const start of ['old', 'nothing'] as const) {
  test(`killed at any change to the disk, over ${start}, it leaves a whole dist/`, () => {
    const before = join(folder, `before-${start}`);
    if (start === 'old') write(before, 'old', few);
    const dist = join(folder, `dist-${start}`);
    let deaths = 0;
    for (let at = 1; ; at++) {
      if (start === 'old') cpSync(before, dist, { recursive: true, preserveTimestamps: true });
      const { signal, status, stderr } = spawnSync(
        process.execPath,
        [victim, dist, 'new', String(few), String(at)],
        {
          encoding: 'utf8',
          env: { ...process.env, NODE_PATH: join(import.meta.dirname, '../../node_modules') },
        },
      );
      if (signal !== 'SIGKILL') assert.is(status, 0, stderr);
      if (signal !== 'SIGKILL') break;
      deaths++;
      assertWhole(dist, few);
      assertRecovers(dist, few);
      rmSync(dist, { recursive: true });
    }
    assert.ok(deaths > 12, `only ${deaths} places to die`);
  });
}

test('killed at random moments of a large release, it leaves a whole dist/', async () => {
  const dist = join(folder, 'large');
  write(dist, 'old', many);
  let deaths = 0;
  for (const moment of [0, 5, 15, 30, 60, 90, 120, 160, 200, 250, 300, 400]) {
    const generation = deaths % 2 === 0 ? 'new' : 'old';
    const child = spawn(process.execPath, [victim, dist, generation, String(many)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_PATH: join(import.meta.dirname, '../../node_modules') },
    });
    const gone = new Promise<NodeJS.Signals | null>(done => child.once('exit', (_, signal) => done(signal)));
    await new Promise(done => child.stdout.once('data', done));
    await wait(moment);
    child.kill('SIGKILL');
    if ((await gone) === 'SIGKILL') deaths++;
    assertWhole(dist, many);
  }
  assert.ok(deaths > 2, `only ${deaths} were killed in time`);
  assertRecovers(dist, many);
});

test.run();
