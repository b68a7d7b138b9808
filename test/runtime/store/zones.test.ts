import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { zonesOf } from '../../../src/runtime/store/zones.ts';
import { compiled } from '../../packs/company.ts';

test('a phone stamps by its own zone, its site\u2019s or the fleet\u2019s, and boot logs in UTC', () => {
  const phone = (last: string, more = {}) => ({ mac: `0004f2aabb0${last}`, model: 'polycom/ip330', ...more });
  const { artifacts } = compiled({
    sites: { berlin: { timezone: 'Europe/Berlin' } },
    phones: [
      phone('1'),
      phone('2', { site: 'berlin' }),
      phone('3', { site: 'berlin', timezone: 'Asia/Tokyo' }),
    ],
  });
  const dist = mkdtempSync(join(tmpdir(), 'plugtone-zones-'));
  writeFileSync(join(dist, 'phones.json'), artifacts.find(({ path }) => path === 'phones.json')?.text ?? '');
  const zoneOf = zonesOf(dist);
  assert.is(zoneOf('0004f2aabb01', 'app.log'), 'America/Chicago');
  assert.is(zoneOf('0004f2aabb02', 'app.log'), 'Europe/Berlin');
  assert.is(zoneOf('0004f2aabb03', 'app.log'), 'Asia/Tokyo');
  assert.is(zoneOf('0004f2aabb09', 'app.log'), 'America/Chicago');
  assert.is(zoneOf('0004f2aabb02', 'boot.log'), 'UTC');
  rmSync(dist, { recursive: true });
  assert.is(zonesOf(dist)('0004f2aabb01', 'app.log'), 'UTC');
});

test.run();
