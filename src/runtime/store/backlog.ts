// Backlog: what is on disk but cannot be searched yet. Too much of it slows down who brings more.

import { setTimeout as wait } from 'node:timers/promises';
import { isBehind, type Position } from './journal/segments.ts';
import { busy } from './logs.ts';

export interface Backlog {
  written(bytes: number, end: Position): void;
  takenUp(position: Position): void;
  /** resolves when there is room; rejects where there is none for a while */
  room(): Promise<void>;
}

const most = 8 * 1024 * 1024; // what is indexed within five seconds on a core that calls keep busy
const patience = { times: 200, milliseconds: 50 };

/** Counts bytes in and out. */
export function openBacklog(): Backlog {
  const marks: { end: Position; written: number }[] = [];
  let [written, taken] = [0, 0];
  return {
    written: (bytes, end) => {
      written += bytes;
      marks.push({ end, written });
    },
    takenUp: position => {
      const left = marks.findIndex(({ end }) => isBehind(position, end));
      const gone = marks.splice(0, left < 0 ? marks.length : left);
      taken = gone.at(-1)?.written ?? taken;
    },
    room: async () => {
      for (let times = 0; written - taken > most; times++) {
        if (times > patience.times) throw busy('the log store does not keep up');
        await wait(patience.milliseconds);
      }
    },
  };
}
