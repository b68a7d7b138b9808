// Release: one dist/ as it is served, whole, and who shows it.

import { join } from 'node:path';
import { noRules } from '../contract/access.ts';
import type { Manifest } from '../contract/manifest.ts';
import { type AccessTable, accessTable, loadAccess } from './access/table.ts';
import { type AgiData, loadAgiData } from './agi/data.ts';
import type { Contents } from './contents.ts';
import { noZones, openZones, type Zones } from './store/zones.ts';
import { buildTables, loadTables, type Tables } from './tables.ts';
import type { Steps } from './turns.ts';

/** One release, whole: a request or call that began with it ends with it. */
export interface Release {
  folder: string;
  tables: Tables;
  /** throws where there was no dist/ at the start */
  agi: AgiData;
  access: AccessTable;
  zones: Zones;
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

/** What is served at the moment. */
export interface Shown {
  release: Release;
  trouble: string | undefined;
  isEmpty: boolean;
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

/** Reads what lies in a folder; throws where it is no whole dist/. */
export function* loadRelease(folder: string): Steps<Release> {
  const agi = loadAgiData(folder);
  const tables = yield* loadTables(join(folder, 'manifest.json'));
  try {
    const access = loadAccess(folder, tables.besides);
    return { folder, tables, agi, access, zones: openZones(folder, tables.besides), at: Date.now() };
  } catch (error) {
    tables.close();
    throw error;
  }
}

const nothing: Manifest = {
  plugtone: 1,
  fleet: '',
  inputs: '',
  provisioning: { url: '', overrides: 'refuse' },
  logs: { keepDays: 0, maxBytes: 0 },
  packs: [],
  files: [],
};

/** What is served where nothing was ever there. */
export function emptyRelease(folder: string): Release {
  return {
    folder,
    tables: buildTables(nothing),
    access: accessTable(noRules),
    zones: noZones,
    at: 0,
    get agi(): AgiData {
      throw new Error(`${folder} was never served`);
    },
  };
}
