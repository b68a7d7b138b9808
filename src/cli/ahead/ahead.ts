// Ahead: a second thread reads what the compiler will want. What it has not read in time is read where it is wanted.

import { join } from 'node:path';
import type { Sources } from '../../compile/compile.ts';
import { placeOf, type SourceFile } from '../../compile/source/file.ts';
import { startThread } from '../../release/thread.ts';
import { stampFile } from '../stamp.ts';
import { nextEntry, readEntry } from './entry.ts';
import type { Task } from './reader.ts';
import { atOnce, bodyOf, claimed, filled, firstOf, free, newMemory, type Shelf, shelfIn } from './shelf.ts';

export const readerProgram = join(import.meta.dirname, 'reader.cjs');
const worthIt = 1000; // files: a thread needs some 20 ms to begin

/** Begins to read files, to be asked for in their order; undefined where a second thread would gain nothing. */
export function readAhead(files: SourceFile[], program = readerProgram): Sources['ahead'] {
  if (files.length < worthIt) return undefined;
  const wanted = files.filter(file => file.bytes === undefined && placeOf(file) !== undefined);
  const memory = newMemory();
  const task: Task = { memory, paths: wanted.map(placeOf).join('\0') };
  if (!startThread(task, program)) return undefined;
  const take = taker(shelfIn(memory));
  let next = 0;
  return file => {
    const at = wanted[next] === file ? next : wanted.indexOf(file, next);
    if (at < 0) return undefined;
    next = at + 1;
    const entry = take(at);
    if (!entry) {
      stampFile(file);
      return undefined;
    }
    file.digest = entry.digest;
    file.stamp = entry.stamp || undefined;
    return entry.bytes;
  };
}

const patience = 2000; // milliseconds: a thread that takes longer for a batch is not waited for again

// Indices are asked for in rising order.
function taker(shelf: Shelf) {
  const { board } = shelf;
  let batch = -1;
  let [at, end, place] = [0, 0, 0];
  let isLost = false;
  const nextBatch = (): boolean => {
    if (batch >= 0) free(shelf);
    batch++;
    while (Atomics.load(board, filled) <= batch)
      if (Atomics.wait(board, filled, batch, patience) === 'timed-out') return false;
    at = firstOf(shelf, batch);
    end = at + atOnce;
    place = 0;
    return true;
  };
  return (index: number) => {
    while (!isLost && index >= end) {
      const unclaimed = Atomics.load(board, claimed);
      if (unclaimed > index) isLost = !nextBatch();
      else if (Atomics.compareExchange(board, claimed, unclaimed, index + 1) === unclaimed) return undefined;
    }
    if (isLost || index < at) return undefined;
    const body = bodyOf(shelf, batch);
    for (; at < index; at++) place = nextEntry(body, place);
    return readEntry(body, place);
  };
}
