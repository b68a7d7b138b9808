// Changes: what a release adds, changes and removes against the one before it.

import { hash } from 'node:crypto';
import type { FileEntry, FileLine } from '../contract/manifest.ts';
import { digestIn, entryIn, lineOf, macIn, pathIn } from '../contract/manifestLine.ts';
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
  /** phones of the old release, counted as far as it matters, and how many of them get something else or go */
  phones: { before: number; touched: number };
}

/** What the manifest says of a draft of these bytes; `before` has what it says of those before it. */
export function entryOf(
  { path, text, type, mac, site, same }: Draft,
  before: Pick<Map<string, FileEntry>, 'get'>,
  bytes: Uint8Array = Buffer.from(text),
): FileEntry {
  const twin = same === undefined ? undefined : before.get(same);
  if (same !== undefined && !twin)
    throw new Error(`${path} is to be the same as ${same}, which was not made before it`);
  const { size, sha256 } = twin ?? { size: bytes.length, sha256: hash('sha256', bytes) };
  const entry: FileEntry = { path, size, sha256, type };
  if (mac !== undefined) entry.mac = mac;
  if (site !== undefined) entry.site = site;
  if (same !== undefined) entry.same = same;
  return entry;
}

/** What a release is made of. */
export interface Contents {
  /** of the release before, as they were */
  kept: FileLine[];
  /** what was not kept of it */
  dropped: FileLine[];
  /** what was made anew, by path */
  entries: Map<string, FileEntry>;
  /** the same, sorted by path */
  made: FileEntry[];
}

/** Compares a release with the one before. */
export function compareReleases({ dropped, entries, made }: Contents, { find, lines }: Before): Changes {
  const added: string[] = [];
  const changed: FileEntry[] = [];
  let same = true;
  for (const entry of made) {
    const line = find(entry.path);
    if (line !== undefined && line === lineOf(entry)) continue;
    same = false;
    if (line === undefined) added.push(entry.path);
    else if (digestIn(line) !== entry.sha256) changed.push(entry);
  }
  const removed = dropped.filter(line => !entries.has(pathIn(line))).map(entryIn);
  // A shared file that changed is no change of a phone's own.
  const touched = new Set(
    [...changed, ...removed].flatMap(({ mac, same }) => (mac === undefined || same !== undefined ? [] : mac)),
  );
  return {
    added,
    changed: paths(changed),
    removed: paths(removed),
    same: same && removed.length === 0,
    phones: { before: countPhones(lines, touched.size / mostOfThem + fewPhones), touched: touched.size },
  };
}

/** How many phones there are, if they are not more than `most`. */
function countPhones(lines: FileLine[], most: number): number {
  const phones = new Set<string>();
  for (const line of lines) {
    const mac = macIn(line);
    if (mac !== undefined) phones.add(mac);
    if (phones.size > most) break;
  }
  return phones.size;
}

const paths = (entries: FileEntry[]) => entries.map(({ path }) => path);

const fewPhones = 10;
const mostOfThem = 0.3;

/** Whether so many phones would notice that somebody should say so twice: over 30 % of 10 or more. */
export function isMassChange({ phones: { before, touched } }: Changes): boolean {
  return before >= fewPhones && touched > before * mostOfThem;
}
