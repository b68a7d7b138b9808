// Shared: logs in a database that several runtimes share. Uploads go there in a thread of its own.

import type { Log } from '../log.ts';
import type { Limits, LogStore } from './logs.ts';
import { type Clocks, systemClocks } from './steady.ts';
import { startThread } from './thread.ts';
import { tidyNow } from './tidy.ts';
import { openTurns } from './turns.ts';
import type { ZoneOf } from './zones.ts';

export interface SharedOptions {
  /** `postgres://user@host/database` */
  url: string;
  zoneOf: ZoneOf;
  limits(): Limits;
  log: Log;
  clocks?: Clocks;
}

/** Opens the store; a database that is away is told to whoever uploads, and found again when it is back. */
export function openSharedStore({
  url,
  zoneOf,
  limits,
  log,
  clocks = systemClocks,
}: SharedOptions): LogStore {
  const thread = startThread({ data: { url }, log, heard: () => undefined });
  const turns = openTurns();
  const tidying = tidyNow(thread, { limits, clocks });
  return {
    size: (mac, name) => thread.ask<number>('size', { mac, name }),
    append: (mac, name, part) =>
      turns(`${mac} ${name}`, async () => {
        if (part.bytes.length === 0) return 'appended';
        const upload = {
          ...part,
          mac,
          name,
          zone: zoneOf(mac, name),
          now: clocks.wall(),
          most: limits().maxBytes,
        };
        return (await thread.ask<boolean>('append', upload)) ? 'created' : 'appended';
      }),
    stop: async () => {
      clearInterval(tidying);
      await turns.idle();
      await thread.stop();
    },
  };
}
