// Changes: what a release adds, changes and removes against the one before it.

import type { FileEntry, FileLine } from '../contract/manifest.ts';
import { digestIn, entryIn, lineOf, macIn, pathIn } from '../contract/manifestLine.ts';
import type { Before } from './before.ts';
import type { Sorted } from './ledger.ts';

export interface Changes {
  added: string[];
  changed: string[];
  removed: string[];
  /** nothing of what the manifest says of files is new */
  same: boolean;
  /** phones of the old release, counted as far as it matters, and how many of them get something else or go */
  phones: { before: number; touched: number };
}

/** What a release is made of. */
export interface Contents {
  /** of the release before, as they were */
  kept: FileLine[];
  /** what was not kept of it */
  dropped: FileLine[];
  /** what was made anew */
  made: Sorted;
}

/** Compares a release with the one before. */
export function compareReleases({ dropped, made }: Contents, { find, lines }: Before): Changes {
  const added: string[] = [];
  const changed: FileEntry[] = [];
  let same = true;
  for (let at = 0; at < made.length; at++) {
    const path = made.path(at);
    const line = find(path);
    const entry = line === undefined ? undefined : made.entry(at);
    if (entry && line === lineOf(entry)) continue;
    same = false;
    if (!entry || line === undefined) added.push(path);
    else if (digestIn(line) !== entry.sha256) changed.push(entry);
  }
  const isMade = dropped.length > 0 ? new Set(pathsOf(made)) : new Set();
  const removed = dropped.filter(line => !isMade.has(pathIn(line))).map(entryIn);
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

/** In their order. */
export function* pathsOf(made: Sorted): Iterable<string> {
  for (let at = 0; at < made.length; at++) yield made.path(at);
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
