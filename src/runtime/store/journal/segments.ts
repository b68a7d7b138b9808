// Segments: the files of the journal, numbered upwards.

import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { decode, type Stored } from './record.ts';

/** A place in the journal: behind the last byte that counts. */
export interface Position {
  segment: number;
  offset: number;
}

export const segmentPath = (folder: string, segment: number) =>
  join(folder, `${String(segment).padStart(12, '0')}.journal`);

/** Numbers of the segments that are there, in order. */
export const segmentsIn = (folder: string): number[] => numbersOf(readdirSync(folder));

const numbersOf = (names: string[]): number[] =>
  names
    .flatMap(name => /^(\d{12})\.journal$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);

export function isBehind(a: Position, b: Position): boolean {
  return a.segment < b.segment || (a.segment === b.segment && a.offset < b.offset);
}

/**
 * Removes segments before `keep`. One that cannot be removed, or a folder that cannot be read, is tried again the
 * next time: what is kept elsewhere already is no reason to stop serving.
 */
export async function dropSegments(folder: string, keep: number): Promise<void> {
  try {
    for (const segment of numbersOf(await readdir(folder))) {
      if (segment >= keep) return;
      await unlink(segmentPath(folder, segment));
    }
  } catch {}
}

/** A folder's names are on disk only when the folder is. A busy disk takes seconds, in which others are answered. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Room for what is read, used again and again: a reader is done with its records before it reads on. */
export const readingRoom = (bytes: number) => Buffer.allocUnsafeSlow(bytes);

/** What to read: `until` is where the writer says that what is on disk ends, within its own segment. */
export interface Stretch {
  from: Position;
  until: Position;
  /** where the records' bytes will lie; at least as large as the largest record */
  room: Buffer;
}

/** Reads records of one segment; `end` is behind the last whole one, `more` says that there are others. */
export function readRecords(
  folder: string,
  { from, until, room }: Stretch,
): { records: Stored[]; end: Position; more: boolean } {
  const handle = openSync(segmentPath(folder, from.segment), 'r');
  try {
    const size = from.segment === until.segment ? until.offset : fstatSync(handle).size;
    const wanted = Math.max(0, Math.min(size - from.offset, room.length));
    const length = wanted > 0 ? readSync(handle, room, 0, wanted, from.offset) : 0;
    const found = split(room.subarray(0, length), from);
    return { ...found, more: found.records.length > 0 && found.end.offset < size };
  } finally {
    closeSync(handle);
  }
}

function split(bytes: Buffer, from: Position): { records: Stored[]; end: Position } {
  const records: Stored[] = [];
  let at = 0;
  for (let found = decode(bytes, at); found; found = decode(bytes, at)) {
    records.push(found.stored);
    at = found.next;
  }
  return { records, end: { segment: from.segment, offset: from.offset + at } };
}
