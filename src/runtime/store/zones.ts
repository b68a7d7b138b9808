// Zones: the time zone that a phone's log is stamped in, from a release's phones.json. Read a little at a time beside
// requests, or at once where the first log comes sooner.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FileEntry } from '../../contract/manifest.ts';
import { type Clocks, readClocks } from '../../contract/phones.ts';
import { atOnce, type Steps, stepwise } from '../turns.ts';

/** IANA name, by MAC and log (`app.log`). */
export type ZoneOf = (mac: string, name: string) => string;

export interface Zones {
  of: ZoneOf;
  /** reads them now, if nobody asked before; rejects where phones.json is not what the manifest says */
  complete(): Promise<void>;
}

const name = 'phones.json';

/** The zones of a release. Where it has no phones.json, or none that can be read, clocks are taken to show UTC. */
export function openZones(folder: string, entryOf: (path: string) => FileEntry | undefined): Zones {
  const entry = entryOf(name);
  if (!entry) return noZones;
  let clocks: Clocks | undefined;
  const readAtOnce = (): Clocks => {
    try {
      return atOnce(read(folder, entry));
    } catch {
      return unknown; // complete() says so
    }
  };
  return {
    of: (mac, log) => {
      clocks ??= readAtOnce();
      return clocks.utcLogs.includes(log) ? 'UTC' : (clocks.zones.get(mac) ?? clocks.timezone);
    },
    complete: async () => {
      if (!clocks || clocks === unknown) clocks = await stepwise(read(folder, entry));
    },
  };
}

/** All clocks show UTC. */
export const noZones: Zones = { of: () => 'UTC', complete: async () => undefined };

const unknown: Clocks = { timezone: 'UTC', utcLogs: [], zones: new Map() };

function* read(folder: string, entry: FileEntry): Steps<Clocks> {
  let cause: unknown;
  try {
    const digest = createHash('sha256');
    const clocks = yield* readClocks(join(folder, name), bytes => digest.update(bytes));
    if (digest.digest('hex') === entry.sha256) return clocks;
  } catch (error) {
    cause = error;
  }
  throw new Error(`${name} is not what the manifest says; build again`, { cause });
}
