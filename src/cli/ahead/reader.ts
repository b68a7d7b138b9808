// Reader: what the second thread runs. It reads files in their order, as far ahead as there is room.

import { hash } from 'node:crypto';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { readWhole } from '../../contract/readWhole.ts';
import { stampOf } from '../stamp.ts';
import { bytesAt, leaveEntry, overhead, writeEntry } from './entry.ts';
import { atOnce, awaitRoom, bodyOf, claimed, post, shelfIn } from './shelf.ts';

/** What it is given. */
export interface Task {
  memory: SharedArrayBuffer;
  /** paths on disk, with a zero byte between them, which none can hold */
  paths: string;
}

const task = workerData as Task; // as readAhead gave it
readAll(task.paths.split('\0'));

function readAll(paths: string[]): void {
  const shelf = shelfIn(task.memory);
  for (let number = 0; ; number++) {
    awaitRoom(shelf, number);
    const first = Atomics.add(shelf.board, claimed, atOnce);
    if (first >= paths.length) return;
    const body = bodyOf(shelf, number);
    let at = 0;
    for (const path of paths.slice(first, first + atOnce)) at = readInto(body, at, path);
    post(shelf, number, first);
  }
}

/** Puts a file on the shelf, unless it is too large or anything about it is odd. */
function readInto(body: Buffer, at: number, path: string): number {
  const room = body.length - at - overhead * (atOnce + 1);
  try {
    const file = openSync(path, 'r');
    try {
      const found = fstatSync(file);
      if (!found.isFile() || found.size === 0 || found.size > room) return leaveEntry(body, at);
      const bytes = body.subarray(bytesAt(at), bytesAt(at) + found.size);
      if (readWhole(file, bytes) < bytes.length) return leaveEntry(body, at);
      return writeEntry(body, at, { stamp: stampOf(found) ?? '', digest: hash('sha256', bytes), bytes });
    } finally {
      closeSync(file);
    }
  } catch {
    return leaveEntry(body, at);
  }
}
