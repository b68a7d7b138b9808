// Entry: one file in a batch — its stamp, its digest and its bytes, or word that it is to be read where it is wanted.

export interface Entry {
  /** empty where it cannot be believed */
  stamp: string;
  /** hex sha256 */
  digest: string;
  bytes: Buffer;
}

const left = 0xffff_ffff; // in the place of a length
const digestLength = 64;
const longestStamp = 100;
const head = 5; // the lengths of the bytes and of the stamp

/** What an entry takes beside the file's bytes, at most. */
export const overhead = head + longestStamp + digestLength;

/** Where its bytes go that begins here. */
export const bytesAt = (at: number): number => at + overhead;

/** Writes the rest of an entry whose bytes are in their place; returns where the next one begins. */
export function writeEntry(body: Buffer, at: number, { stamp, digest, bytes }: Entry): number {
  body.writeUInt32LE(bytes.length, at);
  body[at + 4] = body.write(stamp, at + head, 'latin1');
  body.write(digest, at + head + longestStamp, 'latin1');
  return at + overhead + bytes.length;
}

/** An entry that says no more than that there was a file. */
export function leaveEntry(body: Buffer, at: number): number {
  body.writeUInt32LE(left, at);
  return at + overhead;
}

/** Undefined for one that was left. */
export function readEntry(body: Buffer, at: number): Entry | undefined {
  const length = body.readUInt32LE(at);
  if (length === left) return undefined;
  const [stampAt, digestAt] = [at + head, at + head + longestStamp];
  return {
    stamp: body.toString('latin1', stampAt, stampAt + (body[at + 4] ?? 0)),
    digest: body.toString('latin1', digestAt, digestAt + digestLength),
    bytes: body.subarray(at + overhead, at + overhead + length),
  };
}

/** Where the entry after one begins. */
export function nextEntry(body: Buffer, at: number): number {
  const length = body.readUInt32LE(at);
  return at + overhead + (length === left ? 0 : length);
}
