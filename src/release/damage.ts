// Damage: which files of a release are no longer what its manifest says.

import { hash } from 'node:crypto';
import { readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FileLine } from '../contract/manifest.ts';
import { digestIn, pathIn, sameIn, sizeIn } from '../contract/manifestLine.ts';

/** Paths of files that are not what the manifest's lines say, which were written at `writtenAt` (milliseconds). */
export function findDamaged(dist: string, lines: FileLine[], writtenAt: number): Set<string> {
  const isSound = judgeOf(dist, writtenAt);
  const damaged = new Set(lines.filter(line => !isSound(line)).map(pathIn));
  for (const line of damaged.size > 0 ? lines : [])
    if (damaged.has(sameIn(line) ?? '')) damaged.add(pathIn(line));
  return damaged;
}

/**
 * A manifest is written last. So a file of the right size whose inode has not changed since is what the manifest
 * says, and any other is read: editing, replacing and restoring a file all change its inode's time.
 */
export function judgeOf(dist: string, writtenAt: number): (line: FileLine) => boolean {
  const digests = new Map<number, string>();
  const isQuiet = quietFolders(dist, writtenAt);
  return line => {
    const path = pathIn(line);
    if (sameIn(line) !== undefined && isQuiet(path)) return true; // its name is still there; its bytes are another line's
    const file = `${dist}/${path}`;
    const found = look(file);
    return (
      found?.size === sizeIn(line) && (found.ctimeMs <= writtenAt || digestOf(file, found) === digestIn(line))
    );
  };

  // Many names can be links to one file, which is read once.
  function digestOf(file: string, { ino }: Stats): string {
    const digest = digests.get(ino) ?? hash('sha256', readFileSync(file));
    digests.set(ino, digest);
    return digest;
  }
}

/** Whether no name was added, replaced or taken away in a file's folder since a time. */
function quietFolders(dist: string, since: number): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return path => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const quiet =
      known.get(folder) ??
      (statSync(join(dist, folder), { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY) <= since;
    known.set(folder, quiet);
    return quiet;
  };
}

/** A file as it lies on disk; undefined where there is none. */
export function look(path: string): Stats | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? found : undefined;
}
