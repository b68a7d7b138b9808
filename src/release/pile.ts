// Pile: parcels in memory that two threads share. Whichever thread is free takes the next one that is full.

import { type Errand, errandRunner } from './errand.ts';
import { packFault, unpack, unpackFault } from './parcel.ts';

const empty = 0;
const full = 1;
const taken = 2;
const failed = 3;

const count = 16;
const capacity = 1 << 18; // bytes: some hundred small files
const posted = count * 2;
const closed = posted + 1;
const boardBytes = (closed + 1) * 4;

export interface Pile {
  /** each parcel's state, then each one's length, how many were posted, and whether there will be more */
  board: Int32Array;
  bodies: Buffer[];
  /** this thread's */
  run(errand: Errand): void;
}

export const newMemory = (): SharedArrayBuffer => new SharedArrayBuffer(boardBytes + count * capacity);

/** The same pile for every thread that has its memory. */
export function pileIn(memory: SharedArrayBuffer): Pile {
  const bodies = Array.from({ length: count }, (_, index) =>
    Buffer.from(memory, boardBytes + index * capacity, capacity),
  );
  return { board: new Int32Array(memory, 0, closed + 1), bodies, run: errandRunner() };
}

/** Leaves a parcel to whoever takes it. */
export function post({ board }: Pile, index: number, length: number): void {
  board[count + index] = length;
  Atomics.store(board, index, full);
  wake(board);
}

/** A parcel that is free to be packed; what cannot wait for one is done here. */
export function emptyParcel(pile: Pile): number {
  for (;;) {
    const index = pile.bodies.findIndex((_, at) => Atomics.load(pile.board, at) === empty);
    if (index >= 0) return index;
    throwFault(pile);
    doNext(pile);
  }
}

/** Does one parcel that nobody has taken yet; false where there is none. */
function doNext(pile: Pile): boolean {
  const { board, bodies, run } = pile;
  const index = claim(pile);
  const body = bodies[index];
  if (!body) return false;
  let state = empty;
  try {
    for (const errand of unpack(body, board[count + index] ?? 0)) run(errand);
  } catch (error) {
    board[count + index] = packFault(body, error);
    state = failed;
  }
  Atomics.store(board, index, state);
  Atomics.notify(board, index);
  return true;
}

/** Returns when everything that was posted is done; throws what went wrong on either thread. */
export function finish(pile: Pile): void {
  while (doNext(pile));
  awaitOther(pile);
  throwFault(pile);
}

/** Nobody does what is left, and nobody waits for more. */
export function abandon(pile: Pile): void {
  for (let at = 0; at < count; at++) Atomics.compareExchange(pile.board, at, full, empty);
  Atomics.store(pile.board, closed, 1);
  wake(pile.board);
  awaitOther(pile);
}

/** The other thread's work: parcel after parcel, until there will be no more. */
export function doAll(pile: Pile): void {
  for (;;) {
    const before = Atomics.load(pile.board, posted);
    if (doNext(pile)) continue;
    if (Atomics.load(pile.board, closed) === 1) return;
    Atomics.wait(pile.board, posted, before);
  }
}

const claim = ({ board, bodies }: Pile): number =>
  bodies.findIndex((_, at) => Atomics.compareExchange(board, at, full, taken) === full);

function awaitOther({ board }: Pile): void {
  for (let at = 0; at < count; at++) Atomics.wait(board, at, taken);
}

function throwFault({ board, bodies }: Pile): void {
  const index = bodies.findIndex((_, at) => Atomics.load(board, at) === failed);
  const body = bodies[index];
  if (body) throw unpackFault(body, board[count + index] ?? 0);
}

function wake(board: Int32Array): void {
  Atomics.add(board, posted, 1);
  Atomics.notify(board, posted);
}
