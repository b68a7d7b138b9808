// Changes: what a release adds, changes and removes against the one before it.

import { createHash } from 'node:crypto';
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
  /** its bytes are those of the release before: `text` is empty */
  kept?: boolean;
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

interface Known {
  /** the lines of drafts before this one */
  entries: Map<string, FileEntry>;
  /** this draft's line in the release before */
  old: FileEntry | undefined;
}

/** The manifest's line about a draft. */
export function entryOf(draft: Draft, { entries, old }: Known): FileEntry {
  const { path, text, kept, ...rest } = draft;
  const same = rest.same === undefined ? undefined : entries.get(rest.same);
  if (same) return { path, size: same.size, sha256: same.sha256, ...rest };
  if (kept && old) return { path, size: old.size, sha256: old.sha256, ...rest };
  if (kept || rest.same !== undefined)
    throw new Error(`${path} is to be the same as ${rest.same ?? 'before'}, which is not there`);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { path, size: Buffer.byteLength(text), sha256, ...rest };
}

/** Compares the files of a release with the release before. */
export function compareReleases(entries: FileEntry[], { files: old }: Before): Changes {
  const now = new Set(entries.map(({ path }) => path));
  const added = entries.filter(({ path }) => !old.has(path));
  const changed = entries.filter(({ path, sha256 }) => old.has(path) && old.get(path)?.sha256 !== sha256);
  const removed = [...old.values()].filter(({ path }) => !now.has(path));
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
    same: removed.length === 0 && entries.every(entry => alike(entry, old.get(entry.path))),
    phones: { before: phones.size, touched: touched.size },
  };
}

const paths = (entries: FileEntry[]) => entries.map(({ path }) => path);

const alike = (entry: FileEntry, old: FileEntry | undefined) =>
  old !== undefined &&
  entry.sha256 === old.sha256 &&
  entry.type === old.type &&
  entry.mac === old.mac &&
  entry.site === old.site &&
  entry.same === old.same;

const fewPhones = 10;
const mostOfThem = 0.3;

/** Whether so many phones would notice that somebody should say so twice: over 30 % of 10 or more. */
export function isMassChange({ phones: { before, touched } }: Changes): boolean {
  return before >= fewPhones && touched > before * mostOfThem;
}
