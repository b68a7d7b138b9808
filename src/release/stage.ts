// Stage: a folder inside dist/ where new files are written, until all are there and can be moved to their places.

import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { batched } from '../contract/batched.ts';
import { makeFolder } from '../contract/folder.ts';
import { writeWhole } from '../contract/writeWhole.ts';
import { pieceEncoder } from './encode.ts';
import { ownerAndGroup, writeFile } from './errand.ts';
import { openErrands } from './errands.ts';
import { namesName, newStageFolder } from './leftovers.ts';

const folderMode = 0o750;
const manifestName = 'manifest.json';

export interface Stage {
  /** writes a file below the stage */
  write(path: string, bytes: Uint8Array): void;
  /** the same, of one too large to be held in one piece */
  writeLarge(path: string, pieces: Iterable<Uint8Array>): void;
  /** makes `path` the same file as `target`, which is staged or in its place already */
  link(target: string, path: string): void;
  isEmpty(): boolean;
  /**
   * Stages the manifest, and the names of files that come or go: should this build be killed, the next one takes away
   * those that are nobody's. What is returned moves every staged file to its place, each whole, and then the manifest.
   */
  seal(manifest: Iterable<string>, names: string[]): () => void;
  /** takes the stage away, with whatever is left on it */
  drop(): void;
}

/** Opens a stage; nothing is made on disk before something is written. */
export function openStage(dist: string): Stage {
  const isNew = !existsSync(dist);
  const folder = newStageFolder(dist);
  const made = new Set<string>();
  const errands = openErrands();
  const links = new Map<string, string>();
  const place = (path: string): string => {
    const full = `${folder}/${path}`;
    const parent = full.slice(0, full.lastIndexOf('/'));
    if (made.size === 0) makeStage(dist, folder);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true, mode: folderMode });
    made.add(parent);
    return full;
  };
  return {
    write: (path, bytes) => errands.add({ kind: 'file', path: place(path), bytes }),
    writeLarge: (path, pieces) => writeFile(place(path), pieces),
    link: (target, path) => {
      place(path);
      links.set(path, links.get(target) ?? target);
    },
    isEmpty: () => made.size === 0,
    seal: (manifest, names) => {
      errands.finish();
      const whereIs = finder(folder, dist);
      for (const [path, target] of links)
        errands.add({ kind: 'link', path: `${folder}/${path}`, bytes: whereIs(target) });
      errands.start();
      const size = writeManifest(place(manifestName), manifest);
      errands.finish();
      writeFileSync(place(namesName), JSON.stringify(names), { mode: ownerAndGroup });
      return () => {
        moveAll(folder, dist, [manifestName, namesName]);
        moveLast(place(manifestName), { to: join(dist, manifestName), size });
      };
    },
    drop: () => {
      errands.stop();
      if (made.size > 0) rmSync(folder, { recursive: true, force: true });
      if (made.size > 0 && isNew && readdirSync(dist).length === 0) rmdirSync(dist);
    },
  };
}

// Made by itself: mkdir({ recursive }) says ENOENT where it is not allowed to make a folder.
function makeStage(dist: string, folder: string): void {
  makeFolder(dist);
  if (!existsSync(folder)) mkdirSync(folder, { mode: folderMode });
}

// Many names lead to few files.
function finder(staged: string, placed: string): (target: string) => Buffer {
  const known = new Map<string, Buffer>();
  return target => {
    const found =
      known.get(target) ??
      Buffer.from(existsSync(`${staged}/${target}`) ? `${staged}/${target}` : join(placed, target));
    known.set(target, found);
    return found;
  };
}

// A folder that is not there yet is moved as a whole.
function moveAll(from: string, to: string, except: string[] = []): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (except.includes(entry.name)) continue;
    if (entry.isDirectory() && existsSync(target)) moveAll(source, target);
    else renameSync(source, target);
  }
}

// Before anything is moved, so that a full disk is found out in time. Returns its length in bytes.
function writeManifest(path: string, parts: Iterable<string>): number {
  const file = openSync(path, 'w', ownerAndGroup);
  try {
    const encode = pieceEncoder();
    let size = 0;
    for (const part of batched(parts)) for (const bytes of encode(part)) size += writeWhole(file, bytes);
    return size;
  } finally {
    closeSync(file);
  }
}

// The last byte is written again: the manifest is then younger than its files by the disk's own clock.
function moveLast(path: string, { to, size }: { to: string; size: number }): void {
  const file = openSync(path, 'r+');
  writeSync(file, '\n', size - 1);
  closeSync(file);
  renameSync(path, to);
}
