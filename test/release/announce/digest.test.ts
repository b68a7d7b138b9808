// Digest: which files make a phone worth telling.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FileEntry } from '../../../src/contract/manifest.ts';
import { phoneDigests } from '../../../src/release/announce/digest.ts';

const mac = '0004f2aabb01';
const other = '0004f2aabb02';
const file = (path: string, more: Partial<FileEntry> = {}): FileEntry => ({
  path,
  size: 1,
  sha256: 'old',
  type: 'text/xml',
  ...more,
});
const files = [
  file('asterisk/pjsip_plugtone.conf'),
  file('http/bootstrap/p-m.cfg'),
  file('http/p/m/0004f2aabb01.cfg', { mac, site: 'hq' }),
  file('http/p/m/0004f2aabb02.cfg', { mac: other, site: 'lab' }),
  file('http/p/m/company.cfg'),
  file('http/p/m/hq.cfg', { site: 'hq' }),
  file('http/p/m/lab.cfg', { site: 'lab' }),
  file('http/p/n/company.cfg'),
];
const before = phoneDigests(files);

function touchedBy(path: string): string[] {
  const after = phoneDigests(files.map(one => (one.path === path ? { ...one, sha256: 'new' } : one)));
  return [mac, other].filter(one => before.get(one) !== after.get(one));
}

test("its own files, its site's and its model's", () => {
  assert.equal(touchedBy('http/p/m/0004f2aabb01.cfg'), [mac]);
  assert.equal(touchedBy('http/p/m/hq.cfg'), [mac]);
  assert.equal(touchedBy('http/p/m/company.cfg'), [mac, other]);
});

test('nothing else', () => {
  for (const path of ['asterisk/pjsip_plugtone.conf', 'http/bootstrap/p-m.cfg', 'http/p/n/company.cfg'])
    assert.equal(touchedBy(path), [], path);
});

test('the order of the list does not matter', () => {
  assert.equal(phoneDigests([...files].reverse()).get(mac), before.get(mac));
});

test.run();
