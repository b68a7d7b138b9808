// Write: artifacts to dist/. Only what changed is written, all of it beside the old release first; the manifest goes last.

import { type FileEntry, type Manifest, type ManifestHead, printManifest } from '../contract/manifest.ts';
import { type Before, readBefore } from './before.ts';
import { type Changes, compareReleases, type Draft, entryOf } from './changes.ts';
import { removeFiles } from './remove.ts';
import { openStage, type Stage } from './stage.ts';

export interface Release {
  dist: string;
  head: ManifestHead;
  /** makes every file; one that is as in the release before may come as `kept`, without its text */
  drafts(before: Before): Iterable<Draft>;
  /** asked once everything is made, and before a file of the old release is touched */
  approve(changes: Changes): boolean;
}

export type Written = { refused: boolean } & Changes;

/** Writes a release, or nothing where it is not approved. When this fails, the old release is still there, whole. */
export function writeRelease({ dist, head, drafts, approve }: Release): Written {
  const stage = openStage(dist);
  try {
    const before = readBefore(dist);
    const entries = [...stageDrafts(drafts(before), before, stage)].sort(byPath);
    const changes = compareReleases(entries, before);
    if (!approve(changes)) return { refused: true, ...changes };
    const same = changes.same && headOf(before.manifest) === JSON.stringify(head);
    stage.commit(same ? undefined : printManifest(head, entries));
    removeFiles(dist, changes.removed);
    return { refused: false, ...changes };
  } finally {
    stage.drop();
  }
}

/** Stages what is not on disk as it should be; returns the manifest's lines. */
function stageDrafts(drafts: Iterable<Draft>, before: Before, stage: Stage): Iterable<FileEntry> {
  const entries = new Map<string, FileEntry>();
  for (const draft of drafts) {
    const old = before.files.get(draft.path);
    const entry = entryOf(draft, { entries, old });
    entries.set(draft.path, entry);
    if (old?.sha256 === entry.sha256 && !before.damaged.has(draft.path)) continue;
    if (draft.same === undefined) stage.write(draft.path, draft.text);
    else stage.link(draft.same, draft.path);
  }
  return entries.values();
}

function headOf(manifest: Manifest | undefined): string | undefined {
  if (!manifest) return undefined;
  const { files: _, ...head } = manifest;
  return JSON.stringify(head);
}

const byPath = (a: FileEntry, b: FileEntry) => (a.path < b.path ? -1 : 1);
