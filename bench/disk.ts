// Disk: a new ext4 for a benchmark, so that what other work left on the disk does not count.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Disk {
  folder: string;
  /** what it is, for the reader of the figures */
  what: string;
  free(): void;
}

/** A loop-mounted ext4 of `gigabytes`, which take room as they are written; a temporary folder where that needs root. */
export function newDisk(gigabytes: number, inodes: number): Disk {
  const outer = mkdtempSync(join(tmpdir(), 'plugtone-bench-'));
  const image = join(outer, 'image');
  const folder = join(outer, 'disk');
  mkdirSync(folder);
  const done = ['truncate', 'mkfs.ext4', 'mount'].every(program => {
    const args = {
      truncate: ['-s', `${gigabytes}G`, image],
      'mkfs.ext4': ['-q', '-F', '-N', String(inodes), image],
      mount: ['-o', 'loop', image, folder],
    }[program];
    return spawnSync(program, args ?? []).status === 0;
  });
  const free = () => {
    if (done) execFileSync('umount', [folder]);
    rmSync(outer, { recursive: true });
  };
  return { folder, what: done ? 'a new ext4, loop-mounted' : `${outer}; root would get a new ext4`, free };
}
