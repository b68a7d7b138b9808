import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readBefore } from '../../src/release/before.ts';
import { lookOut, sendLookout } from '../../src/release/lookout.ts';
import { writeRelease } from '../../src/release/write.ts';
import { bundle, helperSource } from './bundled.ts';
import { release } from './generations.ts';

const folder = mkdtempSync(join(tmpdir(), 'plugtone-'));
const helper = join(folder, 'helper.cjs');
const dist = join(folder, 'dist');

test.before(() => bundle(folder, helperSource));
test.before.each(() => {
  rmSync(dist, { recursive: true, force: true });
  writeRelease({ dist, before: readBefore(dist), ...release('old', 50) });
});
test.after(() => rmSync(folder, { recursive: true }));

/** What a thread finds; asked too early it says nothing, so it is given more time each time. */
async function found(): Promise<boolean> {
  for (let time = 10; time < 5000; time *= 2) {
    const ask = sendLookout(dist, helper);
    await wait(time);
    if (ask()) return true;
  }
  return false;
}

/** What it would say if it had all the time that it needs. */
function said(): number {
  const memory = new SharedArrayBuffer(4);
  lookOut(dist, memory);
  return new Int32Array(memory)[0] ?? 0;
}

test('a release that is as it was is sound, and the other thread says so', async () => {
  assert.ok(await found());
});

const harm: Record<string, () => void> = {
  'cut short': () => truncateSync(join(dist, 'http/m/3.cfg'), 2),
  edited: () => writeFileSync(join(dist, 'http/m/3.cfg'), 'stays 4 '.repeat(200)),
  gone: () => rmSync(join(dist, 'http/m/3.cfg')),
  'gone, a link': () => rmSync(join(dist, 'http/m/3.xml')),
  'gone with all others': () => rmSync(dist, { recursive: true }),
};
for (const [name, hurt] of Object.entries(harm)) {
  test(`a release of which a file is ${name} is not`, () => {
    const sound = said();
    hurt();
    assert.is.not(said(), sound);
  });
}

test('a thread that is not there leaves the question to others', () => {
  assert.not(sendLookout(dist, join(folder, 'none.cjs'))());
});

test.run();
