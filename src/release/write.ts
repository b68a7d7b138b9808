// Write: artifacts to dist/. Only what changed is written, all of it beside the old release first; the manifest goes last.

import { type FileEntry, type FileLine, type ManifestHead, printManifest } from '../contract/manifest.ts';
import { digestIn, entryIn, joinLines, lineOf, macIn, pathIn, placeOf } from '../contract/manifestLine.ts';
import type { Before } from './before.ts';
import { type Changes, type Contents, compareReleases, pathsOf } from './changes.ts';
import { encoder } from './encode.ts';
import { explained } from './fault.ts';
import { type Draft, openLedger } from './ledger.ts';
import { findLeftovers, removeFolders } from './leftovers.ts';
import { removeFiles } from './remove.ts';
import { openStage, type Stage } from './stage.ts';

export interface Release {
  dist: string;
  /** what lies there now */
  before: Before;
  head: ManifestHead;
  /** files of the release before that stay as they are without a draft */
  stays?(path: string, mac: string | undefined): boolean;
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
    const contents = stageDrafts(release, stage);
    const changes = compareReleases(contents, release.before);
    if (!approve(changes)) return { refused: true, ...changes };
    const orphans = orphansOf(left.names, contents);
    const move = sealed({ release, stage, contents }, changes, orphans);
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
  contents: Contents;
}

// A first release comes all at once: it has no names worth noting.
function sealed({ release, stage, contents }: Staged, changes: Changes, orphans: string[]): () => void {
  const { head, before } = release;
  const isSame = changes.same && JSON.stringify(before.head) === JSON.stringify(head);
  if (isSame && stage.isEmpty()) return () => {};
  const names = before.head ? [...changes.added, ...changes.removed, ...orphans] : orphans;
  return stage.seal(printManifest(head, merged(contents)), names);
}

/** What killed builds left behind and is nobody's. */
function orphansOf(names: string[], { kept, made }: Contents): string[] {
  if (names.length === 0) return [];
  const paths = new Set([...kept.map(pathIn), ...pathsOf(made)]);
  return names.filter(name => !paths.has(name));
}

/** Stages what is not on disk as it should be; returns what the release is made of. */
function stageDrafts({ before, stays, drafts }: Release, stage: Stage): Contents {
  const [kept, dropped]: [FileLine[], FileLine[]] = stays ? [[], []] : [[], before.lines];
  if (stays) for (const line of before.lines) (stays(pathIn(line), macIn(line)) ? kept : dropped).push(line);
  const ledger = openLedger(path => stays && keptEntry(before.find(path), stays));
  const encode = encoder();
  for (const draft of drafts()) {
    const encoded = encode(draft.text);
    const digest = ledger.note(draft, encoded);
    const line = before.find(draft.path);
    const isThere = line !== undefined && digestIn(line) === digest && !before.damaged().has(draft.path);
    if (isThere) continue;
    if (draft.same !== undefined) stage.link(draft.same, draft.path);
    else if (encoded.bytes) stage.write(draft.path, encoded.bytes);
    else stage.writeLarge(draft.path, encoded.pieces());
  }
  return { kept, dropped, made: ledger.sorted() };
}

const keptEntry = (
  line: FileLine | undefined,
  stays: NonNullable<Release['stays']>,
): FileEntry | undefined =>
  line !== undefined && stays(pathIn(line), macIn(line)) ? entryIn(line) : undefined;

/** Both in one order. What was kept is in it already, and goes on as it is, many lines at once. */
function* merged({ kept, made }: Contents): Iterable<FileLine> {
  let from = 0;
  for (let at = 0; at < made.length; at++) {
    const path = made.path(at);
    const to = placeOf(path, kept);
    yield* runs(kept, from, to);
    yield lineOf(made.entry(at));
    from = pathIn(kept[to] ?? '') === path ? to + 1 : to;
  }
  yield* runs(kept, from, kept.length);
}

const atOnce = 200; // lines: some 40 kB, for which V8 takes no memory that is new

function* runs(lines: FileLine[], from: number, to: number): Iterable<FileLine> {
  for (let at = from; at < to; at += atOnce) yield joinLines(lines.slice(at, Math.min(to, at + atOnce)));
}
