// Desk: what the store's thread does with SQLite: takes up the journal a moment after it grew, and answers questions.

import type { Desk } from '../desk.ts';
import type { Position } from '../journal/segments.ts';
import { openIndexer } from './indexer.ts';
import type { Kept } from './retention.ts';

export interface LocalDeskOptions {
  folder: string;
  tell(event: string, value: unknown): void;
}

/** Where a log is asked about, and how much of the journal counts. */
interface About {
  mac: string;
  name: string;
  until: Position;
}

const soon = 100; // milliseconds: uploads that come at once share a transaction
const settleAfter = 2000;
const settleOver = 8; // steps, of up to two megabytes
const later = 1000; // after a failure: a full disk may have space again

/** Opens the store. */
export async function openLocalDesk({ folder, tell }: LocalDeskOptions): Promise<Desk> {
  const indexer = await openIndexer(folder);
  tell('opened', {});
  let until = indexer.position();
  let timer: NodeJS.Timeout | undefined;
  let settling: NodeJS.Timeout | undefined;
  let [stopped, unsettled] = [false, 0];

  const schedule = (delay: number) => {
    if (!stopped) timer ??= setTimeout(step, delay);
  };
  const settle = () => {
    clearTimeout(settling);
    [settling, unsettled] = [undefined, 0];
    const settled = indexer.settle();
    if (settled) tell('settled', settled);
    else settling = setTimeout(settle, settleAfter);
  };
  const step = () => {
    timer = undefined;
    try {
      const more = indexer.step(until);
      tell('indexed', indexer.position());
      if (++unsettled > settleOver) settle();
      else settling ??= setTimeout(() => attempt(settle), settleAfter);
      if (more) schedule(0);
    } catch (error) {
      tell('failed', (error as Error).message); // nothing else is thrown
      schedule(later);
    }
  };
  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      tell('failed', (error as Error).message);
    }
  };
  const catchUp = (position: Position) => {
    until = position;
    indexer.catchUp(position);
    tell('indexed', indexer.position());
  };

  const answers: Record<string, (what: never) => unknown> = {
    floor: () => indexer.position().segment,
    grown: (what: Position) => {
      until = what;
      schedule(soon);
    },
    state: ({ mac, name, until: position }: About) => {
      catchUp(position);
      return indexer.state(mac, name);
    },
    states: ({ until: position, ...span }: Pick<About, 'until'> & { after: number; count: number }) => {
      catchUp(position);
      return indexer.states(span);
    },
    read: ({ mac, name, until: position, at, length }: About & { at: number; length: number }) => {
      catchUp(position);
      return indexer.read(mac, name, { at, length });
    },
    tidy: (kept: Kept) => indexer.tidy(kept),
  };
  return {
    answer: (kind, what) => answers[kind]?.(what as never), // thread.ts sends what the kind wants
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(settling);
      try {
        catchUp(until);
        settle();
      } finally {
        clearTimeout(settling);
        indexer.close();
      }
    },
  };
}
