// Write: artifacts to dist/. Only what changed is written, and the manifest goes down last.

import { join } from 'node:path';
import { type FileEntry, type ManifestHead, printManifest } from '../contract/manifest.ts';
import { type Changes, compareReleases, type Draft, entryOf } from './changes.ts';
import { readRelease, readText, removeFiles, sizeOf, writeWhole } from './folder.ts';

export interface Release {
  dist: string;
  head: ManifestHead;
  /** makes every file anew each time it is called, in the same order */
  drafts(): Iterable<Draft>;
  /** asked once everything is made and nothing is written yet */
  approve(changes: Changes): boolean;
}

export type Written = { refused: boolean } & Changes;

const keptBytes = 96 * 1024 * 1024;

/** Writes a release, or nothing where it is not approved. */
export function writeRelease({ dist, head, drafts, approve }: Release): Written {
  const before = readRelease(dist);
  const { entries, texts, complete } = measure(drafts());
  const changes = compareReleases(entries, before);
  if (!approve(changes)) return { refused: true, ...changes };

  const stale = new Set([...changes.added, ...changes.changed, ...damaged(dist, entries)]);
  for (const [path, text] of complete ? texts : redraft(drafts())) if (stale.has(path)) writeWhole(join(dist, path), text);
  const manifest = [...printManifest(head, entries)].join('');
  if (manifest !== readText(join(dist, 'manifest.json'))) writeWhole(join(dist, 'manifest.json'), manifest);
  removeFiles(dist, changes.removed);
  return { refused: false, ...changes };
}

interface Measured {
  /** sorted by path */
  entries: FileEntry[];
  /** the texts, while they are few enough to keep */
  texts: Map<string, string>;
  complete: boolean;
}

function measure(drafts: Iterable<Draft>): Measured {
  const texts = new Map<string, string>();
  const entries: FileEntry[] = [];
  let kept = 0;
  for (const draft of drafts) {
    const entry = entryOf(draft);
    entries.push(entry);
    kept += entry.size;
    if (kept <= keptBytes) texts.set(draft.path, draft.text);
  }
  return { entries: entries.sort((a, b) => (a.path < b.path ? -1 : 1)), texts, complete: kept <= keptBytes };
}

function* redraft(drafts: Iterable<Draft>): Iterable<[string, string]> {
  for (const { path, text } of drafts) yield [path, text];
}

// A file that somebody took away or cut short is written again, whatever the old manifest says of it.
function damaged(dist: string, entries: FileEntry[]): string[] {
  return entries.filter(({ path, size }) => sizeOf(join(dist, path)) !== size).map(({ path }) => path);
}
