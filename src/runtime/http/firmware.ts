// Firmware: the vendor's files, streamed from a folder of the admin's.

import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ownText } from '../ownText.ts';
import type { Asked } from './asked.ts';
import { conditional } from './conditions.ts';
import { httpDate } from './print.ts';
import { readRange } from './range.ts';
import { notFound, type Reply } from './reply.ts';
import type { FirmwareTarget } from './target.ts';

/** The first candidate that is a file within the folder, whole or the range that was asked for. */
export async function firmwareReply(
  target: FirmwareTarget,
  folder: string | undefined,
  asked: Asked,
): Promise<Reply> {
  if (folder === undefined) return notFound;
  for (const candidate of target.candidates) {
    const found = await within(folder, candidate);
    if (found) return reply(found, asked);
  }
  return notFound;
}

interface Found {
  path: string;
  size: number;
  /** whole seconds in milliseconds */
  modified: number;
}

const remembered = 1000; // milliseconds
const mostRemembered = 1000;
const absent = new Map<string, number>();

// A building's phones ask for the same few names at the same time, and most have no such file.
async function within(folder: string, name: string): Promise<Found | undefined> {
  const wanted = join(folder, name);
  if ((absent.get(wanted) ?? 0) > performance.now()) return undefined;
  const found = await look(folder, name);
  if (found) return found;
  if (absent.size >= mostRemembered) absent.clear();
  absent.set(ownText(wanted), performance.now() + remembered);
  return undefined;
}

// Links may lead about within the folder, not out of it.
async function look(folder: string, name: string): Promise<Found | undefined> {
  try {
    const [home, path] = await Promise.all([realpath(folder), realpath(join(folder, name))]);
    if (!path.startsWith(home + sep)) return undefined;
    const { size, mtime, isFile } = await stat(path).then(found => ({
      size: found.size,
      mtime: found.mtime,
      isFile: found.isFile(),
    }));
    return isFile ? { path, size, modified: Math.floor(mtime.getTime() / 1000) * 1000 } : undefined;
  } catch {
    return undefined;
  }
}

function reply({ path, size, modified }: Found, asked: Asked): Reply {
  const etag = `"${size.toString(16)}-${modified.toString(16)}"`;
  const headers = {
    'content-type': 'application/octet-stream',
    etag,
    'last-modified': httpDate(modified),
    'accept-ranges': 'bytes',
  };
  const status = conditional(asked, etag, modified);
  if (status !== undefined) return { status, headers };
  const range =
    asked.method === 'GET' && resumable(asked, etag, modified)
      ? readRange(asked.header('range'), size)
      : undefined;
  if (range === 'unsatisfiable')
    return { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } };
  if (range === undefined)
    return { status: 200, headers: { ...headers, 'content-length': size }, body: open(path, asked) };
  const { start, end } = range;
  const partial = { 'content-length': end - start + 1, 'content-range': `bytes ${start}-${end}/${size}` };
  return { status: 206, headers: { ...headers, ...partial }, body: open(path, asked, range) };
}

// If-Range: a range only of the file that the client has begun with.
function resumable({ header }: Asked, etag: string, modified: number): boolean {
  const condition = header('if-range');
  if (condition === undefined) return true;
  return condition === etag || Date.parse(condition) === modified;
}

function open(path: string, { method }: Asked, range = {}) {
  return method === 'HEAD' ? '' : createReadStream(path, range);
}
