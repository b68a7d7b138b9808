// Local: logs on this machine. Uploads go to the journal here, and from there into SQLite in a thread of its own.

import { mkdirSync } from 'node:fs';
import type { Log } from '../log.ts';
import { type Backlog, openBacklog } from './backlog.ts';
import { begunAt, differs } from './begun.ts';
import { type Journal, openJournal } from './journal/journal.ts';
import { type Position, segmentsIn } from './journal/segments.ts';
import type { Limits, LogPart, LogStore } from './logs.ts';
import { place } from './place.ts';
import { journalFolder } from './sqlite/indexer.ts';
import { openStates, type States } from './states.ts';
import { type Clocks, systemClocks } from './steady.ts';
import { startThread, type Thread } from './thread.ts';
import { tidyNow } from './tidy.ts';
import { openTurns } from './turns.ts';
import type { ZoneOf } from './zones.ts';

export interface LocalOptions {
  /** made where it is not there */
  folder: string;
  zoneOf: ZoneOf;
  limits(): Limits;
  log: Log;
  clocks?: Clocks;
}

const soon = 1000; // after the first phones were answered

interface Parts {
  thread: Thread;
  journal: Journal;
  backlog: Backlog;
  states: States;
}

/** Opens the store; throws where its folder cannot be made. */
export function openLocalStore({
  folder,
  zoneOf,
  limits,
  log,
  clocks = systemClocks,
}: LocalOptions): LogStore {
  const journals = journalFolder(folder);
  mkdirSync(journals, { recursive: true, mode: 0o750 });
  const turns = openTurns();
  const backlog = openBacklog();
  let journal: Journal | undefined;
  const heard = (event: string, value: unknown) => {
    if (event === 'opened' && journal) thread.tell('grown', journal.end());
    if (event === 'failed') log({ level: 'error', event: 'log-store', message: String(value) });
    // Both events come with a position (sqlite/desk.ts).
    if (event === 'indexed') backlog.takenUp(value as Position);
    if (event === 'settled') journal?.keptElsewhere(value as Position);
  };
  const thread = startThread({ data: { folder }, log, heard });
  const opening = once(async (): Promise<Parts> => {
    const floor = await thread.ask<number>('floor', {});
    const first = Math.max(floor, ...segmentsIn(journals)) + 1;
    journal = await openJournal(journals, first, end => thread.tell('grown', end));
    const { end } = journal;
    thread.tell('grown', end()); // what an earlier run left is taken up now
    const states = openStates(thread, end);
    states.load().catch(() => undefined); // then each log is asked for by itself
    return { thread, journal, backlog, states };
  });

  const append = async (mac: string, name: string, part: LogPart) => {
    if (part.bytes.length === 0) return 'appended' as const;
    const { journal, states } = await opening();
    await backlog.room();
    const { state: before, begun } = await states.of(mac, name);
    const { bytes, offset, continued = false, more = false } = part;
    const arriving = { bytes, offset, continued, more, now: clocks.wall(), most: limits().maxBytes };
    const placed = await place(before, arriving, async (at, length) =>
      differs(begun, at, part.bytes.subarray(0, length))
        ? undefined
        : readBack(thread, { mac, name, at, length, until: journal.end() }),
    );
    if (placed.bytes.length > 0) {
      await journal.append({ mac, name, zone: zoneOf(mac, name), ...placed });
      backlog.written(placed.bytes.length, journal.end());
    }
    states.set(mac, name, { state: placed.state, begun: begunAt(placed, begun) });
    return before.total === 0 ? ('created' as const) : ('appended' as const);
  };

  const starting = setTimeout(() => opening().catch(() => undefined), soon).unref();
  const tidying = tidyNow(thread, { limits, clocks });
  return {
    size: (mac, name) =>
      turns(`${mac} ${name}`, async () => {
        const { states } = await opening();
        const { total, base } = (await states.of(mac, name)).state;
        return total - base;
      }),
    append: (mac, name, part) => turns(`${mac} ${name}`, () => append(mac, name, part)),
    stop: async () => {
      clearTimeout(starting);
      clearInterval(tidying);
      await turns.idle();
      await thread.stop();
      await journal?.close();
    },
  };
}

async function readBack(thread: Thread, what: object): Promise<Buffer | undefined> {
  const found = await thread.ask<Uint8Array | undefined>('read', what);
  return found && Buffer.from(found.buffer, found.byteOffset, found.byteLength);
}

/** Tries until it went well once, and then keeps that. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= work().catch(error => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
