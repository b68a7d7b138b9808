// Blocks: a long file, so many whole lines at a time. It is read over and over into the same bytes: memory that is new costs more than the reading.

import { closeSync, openSync, readSync } from 'node:fs';
import { utf8Text } from './utf8.ts';

export interface BlockOptions {
  /** bytes of a block: of a longer line it has more */
  size: number;
  /** is shown all of the file's bytes, in their order; they hold for the moment */
  seen?(bytes: Buffer): void;
}

/** The text of a file as blocks, each of which ends where a line does. Throws what node:fs throws. */
export function* readBlocks(path: string, options: BlockOptions): Generator<string> {
  const file = openSync(path, 'r');
  try {
    for (const block of byteBlocks(file, options)) yield utf8Text(block);
  } finally {
    closeSync(file);
  }
}

/** The same of an open file from where it stands, as bytes that hold until the next block. */
export function* byteBlocks(file: number, { size, seen }: BlockOptions): Generator<Buffer> {
  let room = Buffer.allocUnsafeSlow(size);
  let held = 0; // bytes of a line whose end is still to come
  for (;;) {
    if (held === room.length) room = Buffer.concat([room], held * 2);
    const count = readSync(file, room, held, room.length - held, null);
    if (count === 0) break;
    seen?.(room.subarray(held, held + count));
    held += count;
    const end = room.subarray(0, held).lastIndexOf('\n') + 1;
    if (end === 0) continue;
    yield room.subarray(0, end);
    room.copyWithin(0, end, held);
    held -= end;
  }
  if (held > 0) yield room.subarray(0, held);
}

/** The lines of a block. */
export function* linesOf(block: string): Generator<string> {
  for (let at = 0; at < block.length; ) {
    const end = lineEnd(block, at);
    yield block.slice(at, end);
    at = end + 1;
  }
}

/** Where the line ends that `at` is in: at its line feed, or at the end of all. */
export function lineEnd(block: string, at: number): number {
  const end = block.indexOf('\n', at);
  return end < 0 ? block.length : end;
}
