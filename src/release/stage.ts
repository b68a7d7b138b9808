// Stage: a folder inside dist/ where new files are written, until all are there and can be moved to their places.

import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const ownerAndGroup = 0o640; // files hold SIP passwords
const folderMode = 0o750;
const prefix = '.tmp-';
const tooOld = 3_600_000; // milliseconds

export interface Stage {
  /** writes a file below the stage */
  write(path: string, text: string): void;
  /** makes `path` the same file as `target`, which is staged or in its place already */
  link(target: string, path: string): void;
  /** moves every staged file to its place, each whole; then the manifest, where one is given */
  commit(manifest: Iterable<string> | undefined): void;
  /** takes the stage away, with whatever is left on it */
  drop(): void;
}

/** Opens a stage; nothing is made on disk before something is written. Takes away what killed builds left behind. */
export function openStage(dist: string): Stage {
  const isNew = !existsSync(dist);
  if (!isNew) clean(dist);
  const folder = join(dist, `${prefix}${process.pid}`);
  const made = new Set<string>();
  const place = (path: string): string => {
    const full = join(folder, path);
    const parent = dirname(full);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true, mode: folderMode });
    made.add(parent);
    return full;
  };
  return {
    write: (path, text) => writeFileSync(place(path), text, { mode: ownerAndGroup }),
    link: (target, path) => linkOrCopy([join(folder, target), join(dist, target)], place(path)),
    commit: manifest => {
      const last = manifest && writeManifest(place('manifest.json'), manifest);
      if (made.size > 0) moveAll(folder, dist, 'manifest.json');
      last?.(join(dist, 'manifest.json'));
    },
    drop: () => {
      if (made.size > 0) rmSync(folder, { recursive: true, force: true });
      if (made.size > 0 && isNew && readdirSync(dist).length === 0) rmdirSync(dist);
    },
  };
}

// A file system may have no links, or no more than so many of one file.
function linkOrCopy([staged, placed]: [string, string], path: string): void {
  const target = existsSync(staged) ? staged : placed;
  try {
    linkSync(target, path);
  } catch {
    copyFileSync(target, path);
  }
}

// A folder that is not there yet is moved as a whole.
function moveAll(from: string, to: string, except?: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name === except) continue;
    if (entry.isDirectory() && existsSync(target)) moveAll(source, target);
    else renameSync(source, target);
  }
}

/**
 * Writes the manifest to the disk before anything is moved, so that a full disk is found out in time. The last byte is
 * written again when everything is in its place: the manifest is then younger than its files by the disk's own clock.
 */
function writeManifest(path: string, parts: Iterable<string>): (to: string) => void {
  const file = openSync(path, 'w', ownerAndGroup);
  let size = 0;
  try {
    for (const part of batched(parts)) size += writeSync(file, part);
  } catch (error) {
    closeSync(file);
    throw error;
  }
  return to => {
    writeSync(file, '\n', size - 1);
    closeSync(file);
    renameSync(path, to);
  };
}

function* batched(parts: Iterable<string>): Iterable<string> {
  let batch = '';
  for (const part of parts) {
    batch += part;
    if (batch.length < 1 << 16) continue;
    yield batch;
    batch = '';
  }
  yield batch;
}

function clean(dist: string): void {
  for (const name of readdirSync(dist)) {
    if (name.startsWith(prefix) && isLeft(join(dist, name), Number(name.slice(prefix.length))))
      rmSync(join(dist, name), { recursive: true, force: true });
  }
}

// A stage of our own number is of a process before us: containers count from 1 each time.
function isLeft(folder: string, pid: number): boolean {
  if (pid === process.pid || Date.now() - statSync(folder).mtimeMs > tooOld) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'; // process.kill throws nothing else
  }
}
