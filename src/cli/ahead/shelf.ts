// Shelf: what files hold, batch after batch in memory that two threads share. One fills it, the other takes from it.

const count = 8; // batches
const capacity = 1 << 18; // bytes of one
export const atOnce = 64; // files of one

// On the board: the first file that nobody has claimed, how many batches were filled, and how many given back.
export const claimed = 0;
export const filled = 1;
export const freed = 2;
const firsts = 3;
const boardBytes = (firsts + count) * 4;

export interface Shelf {
  board: Int32Array;
  bodies: Buffer[];
}

export const newMemory = (): SharedArrayBuffer => new SharedArrayBuffer(boardBytes + count * capacity);

/** The same shelf for every thread that has its memory. */
export function shelfIn(memory: SharedArrayBuffer): Shelf {
  const bodies = Array.from({ length: count }, (_, at) =>
    Buffer.from(memory, boardBytes + at * capacity, capacity),
  );
  return { board: new Int32Array(memory, 0, firsts + count), bodies };
}

/** Where a batch lies; `number` counts all that there ever were. */
export const bodyOf = ({ bodies }: Shelf, number: number): Buffer => bodies[number % count] as Buffer; // there are `count`

/** Waits until there is room for a batch. */
export function awaitRoom({ board }: Shelf, number: number): void {
  for (let free = Atomics.load(board, freed); number - free >= count; free = Atomics.load(board, freed))
    Atomics.wait(board, freed, free);
}

/** Leaves a batch to the other thread. */
export function post({ board }: Shelf, number: number, first: number): void {
  board[firsts + (number % count)] = first;
  Atomics.store(board, filled, number + 1);
  Atomics.notify(board, filled);
}

/** The index of a batch's first file. */
export const firstOf = ({ board }: Shelf, number: number): number => board[firsts + (number % count)] ?? 0;

/** Gives a batch's room back. */
export function free({ board }: Shelf): void {
  Atomics.add(board, freed, 1);
  Atomics.notify(board, freed);
}
