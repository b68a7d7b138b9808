import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readBefore } from '../../src/release/before.ts';
import { writeRelease } from '../../src/release/write.ts';
import { files, type Generation, release } from './generations.ts';

const size = 20;

/** A file system of its own with room for one small release; undefined where nobody lets us have one. */
function smallDisk(folder: string): boolean {
  mkdirSync(folder);
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder]).status === 0;
}

function onSmallDisk(use: (dist: string, disk: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-'));
  const disk = join(folder, 'disk');
  if (!smallDisk(disk)) {
    process.stdout.write('\nSKIPPED: a small disk can be mounted by root only\n');
    rmSync(folder, { recursive: true });
    return;
  }
  try {
    use(join(disk, 'dist'), disk);
  } finally {
    execFileSync('umount', [disk]);
    rmSync(folder, { recursive: true });
  }
}

const write = (dist: string, generation: Generation, weight: number) =>
  writeRelease({ dist, before: readBefore(dist), ...release(generation, size, weight) });

const snapshot = (dist: string) =>
  files(dist).map(
    name => `${name} ${statSync(join(dist, name)).ino} ${readFileSync(join(dist, name), 'utf8')}`,
  );

test('a disk that is full in mid-build is said, and the old release is untouched', () => {
  onSmallDisk((dist, disk) => {
    write(dist, 'old', 100);
    const before = snapshot(dist);
    for (const weight of [3500, 5000, 9000, 40_000]) {
      assert.throws(
        () => write(dist, 'new', weight),
        /cannot write .*: the disk is full; the release that was there is untouched/,
      );
      assert.equal(snapshot(dist), before);
    }
    assert.equal(
      readdirSync(dist).filter(name => name.startsWith('.')),
      [],
    );
    assert.is(readBefore(dist).damaged().size, 0);
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    const now = snapshot(dist);
    assert.throws(() => write(dist, 'new', 100), /read-only; the release that was there is untouched/);
    assert.equal(snapshot(dist), now);
  });
});

test.run();
