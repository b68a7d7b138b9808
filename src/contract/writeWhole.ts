// Write whole: all of some bytes, where a disk that is nearly full takes a part of what it is given.

import { writeSync } from 'node:fs';

/** Appends to an open file and returns how many bytes there were. Throws what node:fs throws. */
export function writeWhole(file: number, bytes: Uint8Array): number {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
  return bytes.length;
}
