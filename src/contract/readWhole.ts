// Read whole: as many bytes as there is room for, where a file system gives a part of what it is asked for.

import { readSync } from 'node:fs';

/** Reads an open file from `from` on, or from where it is; returns how many bytes there were: fewer than there is room for where it ends. Throws what node:fs throws. */
export function readWhole(file: number, room: Uint8Array, from?: number): number {
  let done = 0;
  while (done < room.length) {
    const position = from === undefined ? null : from + done;
    const count = readSync(file, room, done, room.length - done, position);
    if (count === 0) break;
    done += count;
  }
  return done;
}
