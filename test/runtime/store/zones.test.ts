// Zones: which clock a log's lines were stamped by.

import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FileEntry } from '../../../src/contract/manifest.ts';
import { openZones, type Zones } from '../../../src/runtime/store/zones.ts';
import { compiled } from '../../packs/company.ts';

const phone = (last: string, more = {}) => ({ mac: `0004f2aabb0${last}`, model: 'polycom/ip330', ...more });
const company = {
  sites: { berlin: { timezone: 'Europe/Berlin' } },
  phones: [
    phone('1'),
    phone('2', { site: 'berlin' }),
    phone('3', { site: 'berlin', timezone: 'Asia/Tokyo' }),
  ],
};

interface Place {
  dist: string;
  path: string;
  entryOf(path: string): FileEntry | undefined;
}

async function atDist(run: (place: Place) => void | Promise<void>): Promise<void> {
  const dist = mkdtempSync(join(tmpdir(), 'plugtone-zones-'));
  const path = join(dist, 'phones.json');
  const text = compiled(company).artifacts.find(found => found.path === 'phones.json')?.text ?? '';
  writeFileSync(path, text);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const entry = { path: 'phones.json', size: text.length, sha256, type: 'application/json' };
  try {
    await run({ dist, path, entryOf: asked => (asked === entry.path ? entry : undefined) });
  } finally {
    rmSync(dist, { recursive: true });
  }
}

function isRight({ of }: Zones): void {
  assert.is(of('0004f2aabb01', 'app.log'), 'America/Chicago');
  assert.is(of('0004f2aabb02', 'app.log'), 'Europe/Berlin');
  assert.is(of('0004f2aabb03', 'app.log'), 'Asia/Tokyo');
  assert.is(of('0004f2aabb09', 'app.log'), 'America/Chicago');
  assert.is(of('0004f2aabb02', 'boot.log'), 'UTC');
}

test('a phone stamps by its own zone, its site\u2019s or the fleet\u2019s, and boot logs in UTC', () =>
  atDist(({ dist, entryOf }) => isRight(openZones(dist, entryOf))));

test('zones that were read beforehand need no file any more', () =>
  atDist(async ({ dist, path, entryOf }) => {
    const zones = openZones(dist, entryOf);
    await zones.complete();
    writeFileSync(path, '');
    isRight(zones);
  }));

test('where there is no phones.json, clocks show UTC', async () => {
  const zones = openZones('/nowhere', () => undefined);
  await zones.complete();
  assert.is(zones.of('0004f2aabb01', 'app.log'), 'UTC');
});

test('one that is not what the manifest says is told of, and clocks show UTC until it is', () =>
  atDist(async ({ dist, path, entryOf }) => {
    const zones = openZones(dist, entryOf);
    appendFileSync(path, ' ');
    assert.is(zones.of('0004f2aabb01', 'app.log'), 'UTC');
    const fault = () =>
      zones.complete().then(
        () => '',
        ({ message }) => message,
      );
    assert.is(await fault(), 'phones.json is not what the manifest says; build again');
    writeFileSync(path, 'no JSON');
    assert.is(await fault(), 'phones.json is not what the manifest says; build again');
    rmSync(path);
    assert.is(await fault(), 'phones.json is not what the manifest says; build again');
  }));

test.run();
