// Dist: the release that is being served, taken up anew whenever its manifest changes.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '../contract/manifest.ts';
import { type AccessTable, loadAccess } from './access/table.ts';
import { type AgiData, loadAgiData } from './agi/data.ts';
import type { Log } from './log.ts';
import { buildTables, type Tables } from './tables.ts';

/** One release, whole: a request or call that began with it ends with it. */
export interface Release {
  folder: string;
  tables: Tables;
  agi: AgiData;
  access: AccessTable;
}

export interface Dist {
  current(): Release;
  /** looks at once whether there is a new manifest, and takes it up */
  refresh(): void;
  stop(): void;
}

const lookEvery = 1000; // milliseconds

/** Loads dist/ and keeps looking for a new manifest. Throws where there is none that can be served. */
export function openDist(folder: string, log: Log): Dist {
  let stamp = stampOf(folder);
  let release = firstRelease(folder);
  const refresh = () => {
    const now = stampOf(folder);
    if (now === stamp) return;
    stamp = now;
    try {
      release = load(folder);
      log({
        level: 'info',
        event: 'reload',
        files: release.tables.files.size,
        inputs: release.tables.manifest.inputs,
      });
    } catch (error) {
      log({
        level: 'error',
        event: 'reload-failed',
        message: `${reason(error)}; the last good dist/ goes on serving`,
      });
    }
  };
  const timer = setInterval(refresh, lookEvery);
  timer.unref();
  return { current: () => release, refresh, stop: () => clearInterval(timer) };
}

function load(folder: string): Release {
  const manifest = readManifest(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  return {
    folder,
    tables: buildTables(manifest),
    agi: loadAgiData(folder),
    access: loadAccess(folder, manifest),
  };
}

function firstRelease(folder: string): Release {
  try {
    return load(folder);
  } catch (error) {
    throw new Error(
      `${folder} cannot be served: ${reason(error)} — run \`plugtone build\` first, or name another with --dist`,
    );
  }
}

// A manifest is replaced by rename, so its inode changes with it.
function stampOf(folder: string): string {
  const found = statSync(join(folder, 'manifest.json'), { throwIfNoEntry: false });
  return found ? `${found.ino} ${found.size} ${found.mtimeMs}` : 'none';
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));
