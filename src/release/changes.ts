// Changes: what a release adds, changes and removes against the one before it.

import { createHash } from 'node:crypto';
import type { FileEntry, Manifest } from '../contract/manifest.ts';

/** One file as it is handed over to be released. */
export interface Draft {
  path: string;
  text: string;
  type: string;
  mac?: string;
  site?: string;
  /** the path of a draft before this one whose bytes these are */
  same?: string;
}

export interface Changes {
  added: string[];
  changed: string[];
  removed: string[];
  /** phones of the old release, and how many of them get something else or go */
  phones: { before: number; touched: number };
}

/** The manifest's line about a draft; `before` are the lines of those before it. */
export function entryOf({ path, text, ...rest }: Draft, before: Map<string, FileEntry>): FileEntry {
  const same = rest.same === undefined ? undefined : before.get(rest.same);
  if (same) return { path, size: same.size, sha256: same.sha256, ...rest };
  if (rest.same !== undefined)
    throw new Error(`${path} is to be the same as ${rest.same}, which was not made before it`);
  const bytes = Buffer.from(text);
  return { path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), ...rest };
}

/** Compares the files of a release, sorted by path, with the release before. */
export function compareReleases(entries: FileEntry[], before: Manifest | undefined): Changes {
  const old = new Map(before?.files.map(file => [file.path, file]));
  const now = new Set(entries.map(({ path }) => path));
  const added = entries.filter(({ path }) => !old.has(path));
  const changed = entries.filter(({ path, sha256 }) => old.has(path) && old.get(path)?.sha256 !== sha256);
  const removed = [...old.values()].filter(({ path }) => !now.has(path));
  const phones = new Set([...old.values()].flatMap(({ mac }) => mac ?? []));
  // A shared file that changed is no change of a phone's own.
  const touched = new Set(
    [...changed, ...removed].flatMap(({ mac, same }) => (mac === undefined || same !== undefined ? [] : mac)),
  );
  return {
    added: paths(added),
    changed: paths(changed),
    removed: paths(removed),
    phones: { before: phones.size, touched: touched.size },
  };
}

const paths = (entries: FileEntry[]) => entries.map(({ path }) => path);

const fewPhones = 10;
const mostOfThem = 0.3;

/** Whether so many phones would notice that somebody should say so twice: over 30 % of 10 or more. */
export function isMassChange({ phones: { before, touched } }: Changes): boolean {
  return before >= fewPhones && touched > before * mostOfThem;
}
