// Before: the release that lies in dist/ now, and which of its files are still what its manifest says.

import { isAscii } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { type FileEntry, type Manifest, readManifest } from '../contract/manifest.ts';

export interface Before {
  /** undefined where there is no manifest that can be read */
  manifest: Manifest | undefined;
  /** its files by path */
  files: Map<string, FileEntry>;
  /** paths whose file is gone, cut short or edited */
  damaged: Set<string>;
}

/** Looks at a release. Throws only where dist/ cannot be read at all. */
export function readBefore(dist: string): Before {
  const path = join(dist, 'manifest.json');
  const written = look(path);
  const manifest = written && parse(readFileSync(path));
  if (!written || !manifest) return { manifest: undefined, files: new Map(), damaged: new Set() };
  const files = new Map(manifest.files.map(file => [file.path, file]));
  return { manifest, files, damaged: findDamaged(dist, manifest.files, written.mtimeMs) };
}

function parse(bytes: Buffer): Manifest | undefined {
  try {
    return readManifest(bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8')); // Latin-1 is read three times as fast
  } catch {
    return undefined; // a manifest of another version, or none: everything is written anew
  }
}

/**
 * A manifest is written last. So a file of the right size whose inode has not changed since is what the manifest
 * says, and any other is read: editing, replacing and restoring a file all change its inode's time.
 */
function findDamaged(dist: string, files: FileEntry[], writtenAt: number): Set<string> {
  const damaged = new Set<string>();
  const digests = new Map<number, string>();
  const isQuiet = quietFolders(dist, writtenAt);
  for (const { path, size, sha256, same } of files) {
    if (same !== undefined && isQuiet(path)) continue; // its name is still there; its bytes are those below
    const file = `${dist}/${path}`;
    const found = look(file);
    const sound = found?.size === size && (found.ctimeMs <= writtenAt || digestOf(file, found) === sha256);
    if (!sound) damaged.add(path);
  }
  for (const { path, same } of damaged.size > 0 ? files : [])
    if (same !== undefined && damaged.has(same)) damaged.add(path);
  return damaged;

  // Many names can be links to one file, which is read once.
  function digestOf(file: string, { ino }: Stats): string {
    const digest = digests.get(ino) ?? createHash('sha256').update(readFileSync(file)).digest('hex');
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

function look(path: string): Stats | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? found : undefined;
}
