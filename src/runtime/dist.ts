// Dist: the release that is being served, taken up anew whenever its manifest changes.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { noRules } from '../contract/access.ts';
import type { Manifest } from '../contract/manifest.ts';
import { type AccessTable, accessTable, loadAccess } from './access/table.ts';
import { type AgiData, loadAgiData } from './agi/data.ts';
import { type Contents, contents } from './contents.ts';
import type { Log } from './log.ts';
import { readManifestFile } from './manifestFile.ts';
import { buildTables, type Tables } from './tables.ts';

/** One release, whole: a request or call that began with it ends with it. */
export interface Release {
  folder: string;
  tables: Tables;
  /** throws where there was no dist/ at the start */
  agi: AgiData;
  access: AccessTable;
  /** when it was taken up, milliseconds since 1970 */
  at: number;
}

export interface Dist {
  current(): Release;
  contents: Contents;
  /** what keeps dist/ as it now is from being served; the last good one is then served, if there was one */
  trouble(): string | undefined;
  /** whether there is nothing to serve, since no good dist/ was ever seen */
  isEmpty(): boolean;
  /** looks whether there is a new manifest, and takes it up */
  refresh(): Promise<void>;
  stop(): void;
}

const lookEvery = 1000; // milliseconds
const soon = 500; // after the first phones were answered from disk

/** What is served at the moment. */
export interface Shown {
  release: Release;
  trouble: string | undefined;
  isEmpty: boolean;
}

interface Candidate {
  stamp: string;
  release: Release;
}

/** Loads dist/ and keeps looking for a new manifest. Nothing that it finds there makes it throw. */
export function openDist(folder: string, log: Log): Dist {
  const held = contents();
  let candidate: Candidate | undefined;
  let current: Candidate | undefined;
  const shown: Shown = { release: emptyRelease(folder), trouble: undefined, isEmpty: true };
  let looking: Promise<void> | undefined;

  const failed = (message: string) => {
    if (message !== shown.trouble)
      log({
        level: 'error',
        event: 'reload-failed',
        message,
        serving: shown.isEmpty ? 'nothing' : shown.release.tables.manifest.inputs,
      });
    shown.trouble = message;
  };

  const show = (next: Candidate) => {
    current = next;
    [shown.release, shown.isEmpty] = [next.release, false];
  };
  // The first release is served at once and read behind it; a later one only when all its files are in memory.
  const takeUp = async (next: Candidate) => {
    const isFirst = current === undefined;
    if (isFirst) {
      show(next);
      await wait(soon, undefined, { ref: false });
    }
    const fault = await held.fill(folder, served(next.release));
    if (fault !== undefined) return failed(fault);
    show(next);
    shown.trouble = undefined;
    candidate = undefined;
    held.keepOnly(next.release.tables.files.values());
    if (!isFirst)
      log({
        level: 'info',
        event: 'reload',
        files: next.release.tables.files.size,
        inputs: next.release.tables.manifest.inputs,
      });
  };

  const look = async () => {
    try {
      const stamp = stampOf(folder);
      if (stamp === current?.stamp && shown.trouble === undefined) return;
      if (candidate?.stamp !== stamp) candidate = { stamp, release: load(folder) };
      await takeUp(candidate);
    } catch (error) {
      candidate = undefined;
      failed(reason(error));
    }
  };

  const refresh = () => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  refresh();
  const timer = setInterval(refresh, lookEvery);
  timer.unref();
  return showing(shown, held, { refresh, stop: () => clearInterval(timer) });
}

/** The same for everybody who serves a release, so that V8 sees one kind of it only. */
export const showing = (
  shown: Shown,
  held: Contents,
  { refresh, stop }: Pick<Dist, 'refresh' | 'stop'>,
): Dist => ({
  current: () => shown.release,
  contents: held,
  trouble: () => shown.trouble,
  isEmpty: () => shown.isEmpty,
  refresh,
  stop,
});

function load(folder: string): Release {
  const manifest = readManifestFile(join(folder, 'manifest.json'));
  return {
    folder,
    tables: buildTables(manifest),
    agi: loadAgiData(folder),
    access: loadAccess(folder, manifest),
    at: Date.now(),
  };
}

const served = ({ tables }: Release) => tables.files.values();

const nothing: Manifest = {
  plugtone: 1,
  fleet: '',
  inputs: '',
  provisioning: { url: '', overrides: 'refuse' },
  logs: { keepDays: 0, maxBytes: 0 },
  packs: [],
  files: [],
};

function emptyRelease(folder: string): Release {
  return {
    folder,
    tables: buildTables(nothing),
    access: accessTable(noRules, []),
    at: 0,
    get agi(): AgiData {
      throw new Error(`${folder} was never served`);
    },
  };
}

// A manifest is replaced by rename, so its inode changes with it.
function stampOf(folder: string): string {
  const found = statSync(join(folder, 'manifest.json'), { throwIfNoEntry: false });
  if (!found)
    throw new Error(
      `${folder} has no manifest.json — run \`plugtone build\`, or name another folder with --dist`,
    );
  return `${found.ino} ${found.size} ${found.mtimeMs}`;
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));
