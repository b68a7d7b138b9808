// Changes: what a release adds, changes and removes against the one before it.

import { hash } from 'node:crypto';
import type { FileEntry } from '../contract/manifest.ts';
import type { Before } from './before.ts';

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
  /** nothing of what the manifest says of files is new */
  same: boolean;
  /** phones of the old release, and how many of them get something else or go */
  phones: { before: number; touched: number };
}

/** The manifest's line about a draft of these bytes; `before` are the lines of those before it. */
export function entryOf(
  { path, text, ...rest }: Draft,
  before: Map<string, FileEntry>,
  bytes: Uint8Array = Buffer.from(text),
): FileEntry {
  const same = rest.same === undefined ? undefined : before.get(rest.same);
  if (same) return { path, size: same.size, sha256: same.sha256, ...rest };
  if (rest.same !== undefined)
    throw new Error(`${path} is to be the same as ${rest.same}, which was not made before it`);
  return { path, size: bytes.length, sha256: hash('sha256', bytes), ...rest };
}

/** Compares the files of a release, by path, with the release before. */
export function compareReleases(entries: Map<string, FileEntry>, { files: old }: Before): Changes {
  const added: FileEntry[] = [];
  const changed: FileEntry[] = [];
  let same = true;
  for (const entry of entries.values()) {
    const before = old.get(entry.path);
    if (before === entry) continue;
    if (!before) added.push(entry);
    else if (before.sha256 !== entry.sha256) changed.push(entry);
    same &&= before !== undefined && JSON.stringify(before) === JSON.stringify(entry);
  }
  const removed = [...old.values()].filter(({ path }) => !entries.has(path));
  const phones = new Set<string>();
  for (const { mac } of old.values()) if (mac !== undefined) phones.add(mac);
  // A shared file that changed is no change of a phone's own.
  const touched = new Set(
    [...changed, ...removed].flatMap(({ mac, same }) => (mac === undefined || same !== undefined ? [] : mac)),
  );
  return {
    added: paths(added),
    changed: paths(changed),
    removed: paths(removed),
    same: same && removed.length === 0,
    phones: { before: phones.size, touched: touched.size },
  };
}

const paths = (entries: FileEntry[]) => entries.map(({ path }) => path).sort();

const fewPhones = 10;
const mostOfThem = 0.3;

/** Whether so many phones would notice that somebody should say so twice: over 30 % of 10 or more. */
export function isMassChange({ phones: { before, touched } }: Changes): boolean {
  return before >= fewPhones && touched > before * mostOfThem;
}
