// States: where each log ends, in memory. What earlier runs left is read from the store once, so that it is asked for no phone's log alone.

import type { Begun } from './begun.ts';
import type { Position } from './journal/segments.ts';
import { emptyLog, type LogState } from './place.ts';
import type { Thread } from './thread.ts';

export interface Known {
  state: LogState;
  /** undefined after a restart, until a segment begins */
  begun: Begun | undefined;
}

/** A row of the store, as its thread tells it. */
export interface StoredState {
  id: number;
  mac: string;
  name: string;
  state: LogState;
}

export interface States {
  /** reads what earlier runs left, where it fits */
  load(): Promise<void>;
  of(mac: string, name: string): Promise<Known>;
  set(mac: string, name: string, known: Known): void;
}

const most = 50_000;
const page = 500; // a moment of the thread that answers phones

/** Each log is asked for by itself until `load` is done. `end` says where the journal ends; so far, earlier runs wrote it. */
export function openStates(thread: Thread, end: () => Position): States {
  const states = new Map<string, Known>();
  let until = end(); // of what was written behind it, all is in `states`
  let isWhole = false;

  const set = (mac: string, name: string, known: Known) => {
    if (states.size >= most) {
      states.clear();
      [until, isWhole] = [end(), false];
    }
    states.set(`${mac} ${name}`, known);
  };

  const load = async () => {
    for (let after = 0; states.size + page < most; ) {
      const found = await thread.ask<StoredState[]>('states', { until, after, count: page });
      for (const { mac, name, state } of found)
        if (!states.has(`${mac} ${name}`)) set(mac, name, { state, begun: undefined });
      if (found.length < page) {
        isWhole = true;
        return;
      }
      after = found.at(-1)?.id ?? 0;
    }
  };

  const of = async (mac: string, name: string): Promise<Known> => {
    const known = states.get(`${mac} ${name}`);
    if (known) return known;
    const found = isWhole ? undefined : await thread.ask<LogState | undefined>('state', { mac, name, until });
    const now = { state: found ?? emptyLog, begun: undefined };
    set(mac, name, now);
    return now;
  };
  return { load, of, set };
}
