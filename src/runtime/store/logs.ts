// Logs: what phones upload, appended to a file each, safely on disk before it is acknowledged.

import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface LogStore {
  /** bytes stored of a phone's log; 0 where there is none */
  size(mac: string, name: string): Promise<number>;
  /** appends a body; `offset` is where the phone says it starts */
  append(mac: string, name: string, part: LogPart): Promise<'created' | 'appended'>;
}

export interface LogPart {
  body: Buffer;
  offset: number | undefined;
}

/** Keeps logs below `folder`, at most `maxBytes` a file and one older file beside it. */
export function logStore(folder: string, maxBytes: () => number): LogStore {
  const busy = new Map<string, Promise<unknown>>();
  const fileOf = (mac: string, name: string) => join(folder, mac, name);

  // One writer a file: two uploads of one log wait for each other.
  const inTurn = <T>(path: string, work: () => Promise<T>): Promise<T> => {
    const turn = (busy.get(path) ?? Promise.resolve()).then(work, work);
    busy.set(path, turn);
    const done = () => {
      if (busy.get(path) === turn) busy.delete(path);
    };
    turn.then(done, done);
    return turn;
  };

  return {
    size: (mac, name) => sizeOf(fileOf(mac, name)),
    append: (mac, name, part) => {
      const path = fileOf(mac, name);
      return inTurn(path, () => append(path, part, maxBytes()));
    },
  };
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found?.size ?? 0;
}

async function append(path: string, part: LogPart, maxBytes: number): Promise<'created' | 'appended'> {
  const size = await sizeOf(path);
  const fresh = await newBytes(path, size, part);
  if (fresh.length === 0) return 'appended';
  const full = size > 0 && size + fresh.length > maxBytes;
  if (full) await rename(path, `${path}.1`);
  await mkdir(dirname(path), { recursive: true, mode: 0o750 });
  const created = full || size === 0;
  await write(path, fresh, full ? 0 : size);
  if (created) await syncFolder(dirname(path));
  return created ? 'created' : 'appended';
}

// A range that is stored already is not stored twice; where it says otherwise than what is stored, all of it is kept.
async function newBytes(path: string, size: number, { body, offset }: LogPart): Promise<Buffer> {
  if (offset === undefined || offset >= size) return body;
  const overlap = Math.min(size - offset, body.length);
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(overlap), 0, overlap, offset);
    return buffer.equals(body.subarray(0, overlap)) ? body.subarray(overlap) : body;
  } finally {
    await file.close();
  }
}

async function write(path: string, bytes: Buffer, size: number): Promise<void> {
  const file = await open(path, 'a', 0o640);
  try {
    await file.appendFile(bytes);
    await file.sync();
  } catch (error) {
    await file.truncate(size).catch(() => undefined); // nothing half behind a full disk
    throw error;
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
