// Write: artifacts to dist/. Only what changed is written, and the manifest goes down last.

import { join } from 'node:path';
import { type FileEntry, type ManifestHead, printManifest } from '../contract/manifest.ts';
import { type Changes, compareReleases, type Draft, entryOf } from './changes.ts';
import { linkWhole, readRelease, readText, removeFiles, sizeOf, writeWhole } from './folder.ts';

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
  const { entries, kept, complete } = measure(drafts());
  const changes = compareReleases(entries, before);
  if (!approve(changes)) return { refused: true, ...changes };

  const stale = new Set([...changes.added, ...changes.changed, ...damaged(dist, entries)]);
  for (const draft of complete ? kept : drafts()) if (stale.has(draft.path)) put(dist, draft);
  const manifest = [...printManifest(head, entries)].join('');
  if (manifest !== readText(join(dist, 'manifest.json'))) writeWhole(join(dist, 'manifest.json'), manifest);
  removeFiles(dist, changes.removed);
  return { refused: false, ...changes };
}

// A draft that is the same as another shares its bytes on disk, too.
function put(dist: string, { path, text, same }: Draft): void {
  if (same === undefined) writeWhole(join(dist, path), text);
  else linkWhole(join(dist, same), join(dist, path));
}

interface Measured {
  /** sorted by path */
  entries: FileEntry[];
  /** the drafts, while they are few enough to keep */
  kept: Draft[];
  complete: boolean;
}

function measure(drafts: Iterable<Draft>): Measured {
  const entries = new Map<string, FileEntry>();
  const kept: Draft[] = [];
  let size = 0;
  for (const draft of drafts) {
    const entry = entryOf(draft, entries);
    entries.set(draft.path, entry);
    size += draft.text.length;
    if (size <= keptBytes) kept.push(draft);
  }
  return { entries: [...entries.values()].sort(byPath), kept, complete: size <= keptBytes };
}

const byPath = (a: FileEntry, b: FileEntry) => (a.path < b.path ? -1 : 1);

// A file that somebody took away or cut short is written again, whatever the old manifest says of it.
function damaged(dist: string, entries: FileEntry[]): string[] {
  return entries.filter(({ path, size }) => sizeOf(join(dist, path)) !== size).map(({ path }) => path);
}
