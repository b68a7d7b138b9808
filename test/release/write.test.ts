import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ManifestHead } from '../../src/contract/manifest.ts';
import { readManifest } from '../../src/contract/manifest.ts';
import { readBefore } from '../../src/release/before.ts';
import { type Changes, isMassChange } from '../../src/release/changes.ts';
import type { Draft } from '../../src/release/ledger.ts';
import { writeRelease } from '../../src/release/write.ts';

const head: ManifestHead = {
  plugtone: 1,
  fleet: 'Case Company',
  inputs: '',
  provisioning: { url: '', overrides: 'refuse' },
  logs: { keepDays: 1, maxBytes: 1 },
  packs: [],
};

const phone = (number: number, text = 'one'): Draft => {
  const mac = `0004f2aabb${String(number).padStart(2, '0')}`;
  return { path: `http/p/m/${mac}.cfg`, text, type: 'application/xml', mac };
};

function inFolder(
  run: (
    dist: string,
    write: (drafts: Draft[], approve?: (changes: Changes) => boolean) => ReturnType<typeof writeRelease>,
  ) => void,
) {
  const dist = join(mkdtempSync(join(tmpdir(), 'plugtone-')), 'dist');
  const write = (drafts: Draft[], approve = (_: Changes) => true) =>
    writeRelease({ dist, before: readBefore(dist), head, drafts: () => drafts, approve });
  try {
    run(dist, write);
  } finally {
    rmSync(join(dist, '..'), { recursive: true });
  }
}

const inodes = (dist: string) =>
  readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .sort()
    .map(name => `${name} ${statSync(join(dist, name)).ino} ${statSync(join(dist, name)).mtimeMs}`);

test('the manifest names every file with its size, and each is readable for owner and group only', () => {
  inFolder((dist, write) => {
    assert.equal(write([phone(2), phone(1)]).added.length, 2);
    const { files } = readManifest(readFileSync(join(dist, 'manifest.json'), 'utf8'));
    assert.equal(
      files.map(({ path, size }) => [path, size]),
      [
        ['http/p/m/0004f2aabb01.cfg', 3],
        ['http/p/m/0004f2aabb02.cfg', 3],
      ],
    );
    for (const { path } of files) assert.is(statSync(join(dist, path)).mode & 0o777, 0o640);
  });
});

test('the same again writes nothing', () => {
  inFolder((dist, write) => {
    write([phone(1), phone(2)]);
    const before = inodes(dist);
    assert.equal(write([phone(1), phone(2)]).changed, []);
    assert.equal(inodes(dist), before);
  });
});

test('only what changed is written, and what is gone is taken away with its empty folder', () => {
  inFolder((dist, write) => {
    write([phone(1), phone(2), { path: 'http/q/a.cfg', text: '', type: 'text/plain' }]);
    const kept = statSync(join(dist, phone(1).path)).ino;
    const { changed, removed } = write([phone(1), phone(2, 'two')]);
    assert.equal([changed, removed], [[phone(2).path], ['http/q/a.cfg']]);
    assert.is(statSync(join(dist, phone(1).path)).ino, kept);
    assert.not(existsSync(join(dist, 'http/q')));
  });
});

test('a file that somebody cut short is written again', () => {
  inFolder((dist, write) => {
    write([phone(1)]);
    truncateSync(join(dist, phone(1).path), 1);
    write([phone(1)]);
    assert.is(readFileSync(join(dist, phone(1).path), 'utf8'), 'one');
  });
});

test('what is not approved is not written', () => {
  inFolder((dist, write) => {
    assert.ok(write([phone(1)], () => false).refused);
    assert.not(existsSync(dist));
  });
});

test('a mass change is over 30 % of ten or more phones, changed or gone; new ones are none', () => {
  inFolder((_, write) => {
    const fleet = Array.from({ length: 10 }, (_, number) => phone(number));
    write(fleet);
    const change = (drafts: Draft[]) => {
      let mass = false;
      write(drafts, changes => {
        mass = isMassChange(changes);
        return false;
      });
      return mass;
    };
    assert.not(change(fleet.map((draft, index) => (index < 3 ? phone(index, 'two') : draft))));
    assert.ok(change(fleet.map((draft, index) => (index < 4 ? phone(index, 'two') : draft))));
    assert.ok(change(fleet.slice(4)));
    assert.not(change([...fleet, ...Array.from({ length: 30 }, (_, number) => phone(number + 20))]));
  });
});

test.run();
