// Parcel: errands one after another in a piece of memory, for another thread to read.

import type { Errand } from './errand.ts';

const head = 9; // whether it is a link, and the lengths of its path and its bytes

/** How much room an errand takes. */
export const sizeOf = ({ path, bytes }: Errand): number => head + Buffer.byteLength(path) + bytes.length;

/** Puts an errand at a place where there is room for it. */
export function pack(body: Buffer, at: number, { kind, path, bytes }: Errand): void {
  const length = body.write(path, at + head);
  body[at] = kind === 'link' ? 1 : 0;
  body.writeUInt32LE(length, at + 1);
  body.writeUInt32LE(bytes.length, at + 5);
  body.set(bytes, at + head + length);
}

export function* unpack(body: Buffer, end: number): Iterable<Errand> {
  for (let at = 0; at < end; ) {
    const start = at + head + body.readUInt32LE(at + 1);
    const stop = start + body.readUInt32LE(at + 5);
    const kind = body[at] === 1 ? 'link' : 'file';
    yield { kind, path: body.toString('utf8', at + head, start), bytes: body.subarray(start, stop) };
    at = stop;
  }
}

/** Puts an error in an errand's place; returns its length. */
export function packFault(body: Buffer, error: unknown): number {
  const { message, code, path } = error as NodeJS.ErrnoException; // node:fs throws nothing else
  return body.write(JSON.stringify({ message, code, path }));
}

export function unpackFault(body: Buffer, end: number): Error {
  const { message, ...rest } = JSON.parse(body.toString('utf8', 0, end));
  return Object.assign(new Error(message), rest);
}
