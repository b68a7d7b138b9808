// Write: artifacts to dist/. Only what changed is written, all of it beside the old release first; the manifest goes last.

import { type FileEntry, type Manifest, type ManifestHead, printManifest } from '../contract/manifest.ts';
import type { Before } from './before.ts';
import { type Changes, compareReleases, type Draft, entryOf } from './changes.ts';
import { explained } from './fault.ts';
import { findLeftovers, removeFolders } from './leftovers.ts';
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
  const { dist, approve } = release;
  let stage: Stage | undefined;
  let moving = false;
  try {
    const left = findLeftovers(dist);
    stage = openStage(dist);
    const entries = stageDrafts(release, stage);
    const changes = compareReleases(entries, release.before);
    if (!approve(changes)) return { refused: true, ...changes };
    const orphans = left.names.filter(name => !entries.has(name));
    const move = sealed({ release, stage, entries }, changes, orphans);
    removeFolders(left);
    moving = true;
    move();
    removeFiles(dist, [...changes.removed, ...orphans]);
    return { refused: false, ...changes };
  } catch (error) {
    throw explained(error, dist, moving);
  } finally {
    stage?.drop();
  }
}

interface Staged {
  release: Release;
  stage: Stage;
  entries: Map<string, FileEntry>;
}

// A first release comes all at once: it has no names worth noting.
function sealed({ release, stage, entries }: Staged, changes: Changes, orphans: string[]): () => void {
  const { head, before } = release;
  const isSame = changes.same && headOf(before.manifest) === JSON.stringify(head);
  if (isSame && stage.isEmpty()) return () => {};
  const names = before.manifest ? [...changes.added, ...changes.removed, ...orphans] : orphans;
  return stage.seal(printManifest(head, [...entries.values()].sort(byPath)), names);
}

/** Stages what is not on disk as it should be; returns the manifest's lines by path. */
function stageDrafts({ before, stays, drafts }: Release, stage: Stage): Map<string, FileEntry> {
  const entries = new Map(stays ? before.files : undefined);
  if (stays) for (const entry of before.files.values()) if (!stays(entry)) entries.delete(entry.path);
  const encode = encoder();
  for (const draft of drafts()) {
    const bytes = encode(draft.text);
    const entry = entryOf(draft, entries, bytes);
    entries.set(draft.path, entry);
    const isThere = before.files.get(draft.path)?.sha256 === entry.sha256 && !before.damaged.has(draft.path);
    if (isThere) continue;
    if (draft.same === undefined) stage.write(draft.path, bytes);
    else stage.link(draft.same, draft.path);
  }
  return entries;
}

// Text to bytes that hold until the next text: a new buffer for each would be much to clear away.
function encoder(): (text: string) => Uint8Array {
  let room = Buffer.alloc(1 << 16);
  return text => {
    const most = text.length * 3;
    if (most > room.length) room = Buffer.alloc(most);
    return room.subarray(0, room.write(text));
  };
}

function headOf(manifest: Manifest | undefined): string | undefined {
  if (!manifest) return undefined;
  const { files: _, ...head } = manifest;
  return JSON.stringify(head);
}

const byPath = (a: FileEntry, b: FileEntry) => (a.path < b.path ? -1 : 1);
