// Record: one upload in the journal, checked by a sum so that half a record is none.

import { crc32 } from 'node:zlib';
import type { LogState } from '../place.ts';

/** What was stored of an upload, and the log behind it. */
export interface Stored {
  mac: string;
  /** `app.log` */
  name: string;
  /** IANA zone that it is stamped in */
  zone: string;
  /** what `bytes` begins at, of all bytes ever stored of this log */
  at: number;
  state: LogState;
  bytes: Buffer;
}

const mark = 0x504c4f47; // PLOG
const headLength = 16; // mark, sum, length of what is said of the bytes, length of the bytes
const longestSaid = 4096;

/** The bytes of a record: what goes before the upload's, and the upload's. */
export function encode({ bytes, ...said }: Stored): [Buffer, Buffer] {
  const text = Buffer.from(JSON.stringify(said));
  const head = Buffer.alloc(headLength + text.length);
  head.writeUInt32LE(mark, 0);
  head.writeUInt32LE(text.length, 8);
  head.writeUInt32LE(bytes.length, 12);
  text.copy(head, headLength);
  head.writeUInt32LE(crc32(bytes, crc32(head.subarray(8))), 4);
  return [head, bytes];
}

/** The record at `from`, and where the next one begins; undefined where there is no whole one. */
export function decode(journal: Buffer, from: number): { stored: Stored; next: number } | undefined {
  if (from + headLength > journal.length || journal.readUInt32LE(from) !== mark) return undefined;
  const [said, length] = [journal.readUInt32LE(from + 8), journal.readUInt32LE(from + 12)];
  const next = from + headLength + said + length;
  if (said > longestSaid || next > journal.length) return undefined;
  if (crc32(journal.subarray(from + 8, next)) !== journal.readUInt32LE(from + 4)) return undefined;
  const bytes = journal.subarray(next - length, next);
  const fields = JSON.parse(journal.toString('utf8', from + headLength, next - length));
  return { stored: { ...fields, bytes }, next };
}
