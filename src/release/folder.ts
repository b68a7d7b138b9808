// Folder: dist/ on disk. Each file is written whole, under a temporary name first.

import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type Manifest, readManifest } from '../contract/manifest.ts';

const ownerAndGroup = 0o640; // files hold SIP passwords
const folderMode = 0o750;

/** The last release's manifest; undefined where there is none that can be read. */
export function readRelease(dist: string): Manifest | undefined {
  const text = readText(join(dist, 'manifest.json'));
  try {
    return text === undefined ? undefined : readManifest(text);
  } catch {
    return undefined;
  }
}

/** A file's text, or undefined where there is none. */
export function readText(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Writes one file so that a reader sees the old or the new one, never half. */
export function writeWhole(path: string, content: string | Iterable<string>): void {
  makeFolder(dirname(path));
  const temporary = `${path}.tmp-${process.pid}`;
  try {
    const file = openSync(temporary, 'w', ownerAndGroup);
    try {
      for (const part of typeof content === 'string' ? [content] : batched(content))
        writeFileSync(file, part);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Makes `path` a hard link to `target`, or a copy where the file system has no such thing. */
export function linkWhole(target: string, path: string): void {
  makeFolder(dirname(path));
  const temporary = `${path}.tmp-${process.pid}`;
  rmSync(temporary, { force: true });
  try {
    linkSync(target, temporary);
  } catch {
    copyFileSync(target, temporary);
  }
  renameSync(temporary, path);
  rmSync(temporary, { force: true }); // rename() leaves it where both names were one file already
}

function* batched(parts: Iterable<string>): Iterable<string> {
  let batch = '';
  for (const part of parts) {
    batch += part;
    if (batch.length < 1 << 20) continue;
    yield batch;
    batch = '';
  }
  yield batch;
}

const made = new Set<string>();

function makeFolder(path: string): void {
  if (made.has(path)) return;
  mkdirSync(path, { recursive: true, mode: folderMode });
  made.add(path);
}

/** The size of a file, or undefined where there is none. */
export function sizeOf(path: string): number | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : undefined;
}

/** Removes files and the folders that are empty without them. */
export function removeFiles(dist: string, paths: string[]): void {
  for (const path of paths) rmSync(join(dist, path), { force: true });
  for (const folder of new Set(paths.map(dirname))) removeEmpty(dist, folder);
}

function removeEmpty(dist: string, folder: string): void {
  if (folder === '.' || !existsSync(join(dist, folder)) || readdirSync(join(dist, folder)).length > 0) return;
  rmdirSync(join(dist, folder));
  made.delete(join(dist, folder));
  removeEmpty(dist, dirname(folder));
}
