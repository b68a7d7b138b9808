// Errands: what a stage has to do on disk. Where it is much, a second thread does its share.

import { type Errand, errandRunner } from './errand.ts';
import { pack, sizeOf } from './parcel.ts';
import { abandon, emptyParcel, finish, newMemory, type Pile, pileIn, post } from './pile.ts';
import { helperProgram, startThread } from './thread.ts';

export interface Errands {
  /** does it now or later; errands may overtake each other */
  add(errand: Errand): void;
  /** the second thread, if there is one, begins with all that was added */
  start(): void;
  /** returns when all is done, or throws what went wrong */
  finish(): void;
  /** nothing more is done */
  stop(): void;
}

const alone = 1000; // errands: a thread needs some 20 ms to begin

/** `helper` is the second thread's program. */
export function openErrands(helper = helperProgram): Errands {
  const run = errandRunner();
  let count = 0;
  let shared: Shared | undefined;
  return {
    add: errand => {
      count++;
      if (count === alone) shared = startHelper(helper);
      if (!shared?.add(errand)) run(errand);
    },
    start: () => shared?.start(),
    finish: () => shared?.finish(),
    stop: () => shared?.stop(),
  };
}

interface Shared {
  /** false where no parcel holds it */
  add(errand: Errand): boolean;
  start(): void;
  finish(): void;
  stop(): void;
}

// A thread that does not come up, or late, leaves the pile to this one.
function startHelper(program: string): Shared | undefined {
  const memory = newMemory();
  return startThread({ kind: 'pile', memory }, program) ? sharing(pileIn(memory)) : undefined;
}

function sharing(pile: Pile): Shared {
  let current = emptyParcel(pile);
  let end = 0;
  const handOver = () => {
    if (end > 0) post(pile, current, end);
    current = emptyParcel(pile);
    end = 0;
  };
  return {
    add: errand => {
      const size = sizeOf(errand);
      if (end + size > (pile.bodies[current]?.length ?? 0)) handOver();
      const body = pile.bodies[current];
      if (!body || size > body.length) return false;
      pack(body, end, errand);
      end += size;
      return true;
    },
    start: handOver,
    finish: () => {
      handOver();
      finish(pile);
    },
    stop: () => abandon(pile),
  };
}
