// Write: artifacts to dist/. Only what changed is written, all of it beside the old release first; the manifest goes last.

import { type FileEntry, type Manifest, type ManifestHead, printManifest } from '../contract/manifest.ts';
import type { Before } from './before.ts';
import { type Changes, compareReleases, type Draft, entryOf } from './changes.ts';
import { removeFiles } from './remove.ts';
import { openStage, type Stage } from './stage.ts';

export interface Release {
  dist: string;
  /** what lies there now */
  before: Before;
  head: ManifestHead;
  /** files of the release before that stay as they are without a draft */
  stays?(entry: FileEntry): boolean;
  /** makes every other file */
  drafts(): Iterable<Draft>;
  /** asked once everything is made, and before a file of the old release is touched */
  approve(changes: Changes): boolean;
}

export type Written = { refused: boolean } & Changes;

/** Writes a release, or nothing where it is not approved. Should this fail, the old release is still there. */
export function writeRelease(release: Release): Written {
  const { dist, before, head, approve } = release;
  const stage = openStage(dist);
  try {
    const entries = stageDrafts(release, stage);
    const changes = compareReleases(entries, before);
    if (!approve(changes)) return { refused: true, ...changes };
    const isSame = changes.same && headOf(before.manifest) === JSON.stringify(head);
    stage.commit(isSame ? undefined : printManifest(head, [...entries.values()].sort(byPath)));
    removeFiles(dist, changes.removed);
    return { refused: false, ...changes };
  } finally {
    stage.drop();
  }
}

/** Stages what is not on disk as it should be; returns the manifest's lines by path. */
function stageDrafts({ before, stays, drafts }: Release, stage: Stage): Map<string, FileEntry> {
  const entries = new Map<string, FileEntry>();
  if (stays) for (const [path, entry] of before.files) if (stays(entry)) entries.set(path, entry);
  for (const draft of drafts()) {
    const entry = entryOf(draft, entries);
    entries.set(draft.path, entry);
    const isThere = before.files.get(draft.path)?.sha256 === entry.sha256 && !before.damaged.has(draft.path);
    if (isThere) continue;
    if (draft.same === undefined) stage.write(draft.path, draft.text);
    else stage.link(draft.same, draft.path);
  }
  return entries;
}

function headOf(manifest: Manifest | undefined): string | undefined {
  if (!manifest) return undefined;
  const { files: _, ...head } = manifest;
  return JSON.stringify(head);
}

const byPath = (a: FileEntry, b: FileEntry) => (a.path < b.path ? -1 : 1);
