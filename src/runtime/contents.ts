// Contents: the bytes of a release's files, held in memory by their digest, so that nothing on disk can half them.

import { hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FileEntry } from '../contract/manifest.ts';
import { each, stepwise } from './turns.ts';

export interface Content {
  /** its bytes, one character each: that is what a socket takes with the least copying */
  bytes: string;
  /** when it was last written, whole seconds in milliseconds */
  modified: number;
}

export interface Contents {
  get(sha256: string): Content | undefined;
  /**
   * Reads what is not held yet, up to the cap, and gives others their turn in between. Resolves to what is wrong with
   * the first file that is not what the manifest says, undefined where all are.
   */
  fill(folder: string, files: Iterable<FileEntry>): Promise<string | undefined>;
  /** forgets what none of these files has */
  keepOnly(files: Iterable<FileEntry>): void;
  /** bytes held */
  size(): number;
}

/** Holds up to `most` bytes, and what `held` has. Files beyond that are read when asked for. */
export function contents(most = 48 * 1024 * 1024, held = new Map<string, Content>()): Contents {
  let size = 0;

  // What is wrong with a file, or undefined; the file is held afterwards, if it fits.
  const take = (folder: string, entry: FileEntry): string | undefined => {
    if (held.has(entry.sha256)) return undefined;
    if (size + entry.size > most) return sizeFault(folder, entry);
    const content = readContent(folder, entry);
    if (!content) return `${entry.path} is not what the manifest says`;
    held.set(entry.sha256, content);
    size += content.bytes.length;
    return undefined;
  };

  return {
    get: sha256 => held.get(sha256),
    size: () => size,
    fill: (folder, files) => stepwise(each(files, entry => take(folder, entry))),
    keepOnly: files => {
      const wanted = new Set<string>();
      for (const { sha256 } of files) wanted.add(sha256);
      for (const [sha256, { bytes }] of held) {
        if (wanted.has(sha256)) continue;
        held.delete(sha256);
        size -= bytes.length;
      }
    },
  };
}

const scratch = Buffer.allocUnsafeSlow(64 * 1024); // thousands of small files are read at a start

/** Reads a file of dist/; undefined where it is not there or not what its entry says. Small files only: it blocks. */
export function readContent(folder: string, { path, size, sha256 }: FileEntry): Content | undefined {
  let file: number;
  try {
    file = openSync(join(folder, path), 'r');
  } catch {
    return undefined; // being replaced, or gone
  }
  try {
    const { size: actual, mtimeMs } = fstatSync(file);
    if (actual !== size) return undefined;
    const bytes = size > scratch.length ? Buffer.allocUnsafeSlow(size) : scratch.subarray(0, size);
    if (readSync(file, bytes, 0, size, 0) !== size) return undefined;
    if (hash('sha256', bytes, 'hex') !== sha256) return undefined;
    return { bytes: bytes.toString('latin1'), modified: Math.floor(mtimeMs / 1000) * 1000 };
  } catch {
    return undefined;
  } finally {
    closeSync(file);
  }
}

function sizeFault(folder: string, { path, size }: FileEntry): string | undefined {
  const found = statSync(join(folder, path), { throwIfNoEntry: false });
  return found?.size === size ? undefined : `${path} is not what the manifest says`;
}
