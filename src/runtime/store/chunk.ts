// Chunk: a piece of a phone's log as it is stored: compressed, with what is known of its lines beside it.

import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { type Digest, digest } from '../logs/digest.ts';
import type { Section } from '../logs/times.ts';
import { wallClock } from '../logs/zone.ts';

export interface Chunk extends Digest {
  /** of its first byte, among all bytes ever stored of this log */
  at: number;
  /** bytes, not compressed */
  length: number;
  /** when its last lines came, milliseconds */
  arrived: number;
  /** IANA zone that its stamps were written in */
  zone: string;
  sections: Section[];
  packed: Buffer;
}

export interface Whole {
  at: number;
  bytes: Buffer;
  sections: Section[];
  zone: string;
}

const quality = 1; // of phones' logs a twelfth more than with 2, in half the time; deflate 3 takes as much as 2

/** Makes a chunk of whole lines. */
export function makeChunk({ at, bytes, sections, zone }: Whole): Chunk {
  const { notable, ...known } = digest(bytes, sections, clockOf(zone));
  return {
    ...known,
    notable: { ...notable, bytes: packedNotable(notable.bytes, bytes.length) },
    at,
    length: bytes.length,
    arrived: sections.at(-1)?.arrived ?? 0,
    zone,
    sections,
    packed: pack(bytes),
  };
}

function pack(bytes: Buffer): Buffer {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params });
}

/** The bytes of a chunk, of which there are `length`. */
export const unpacked = (packed: Buffer, length: number): Buffer =>
  brotliDecompressSync(packed, { chunkSize: Math.max(64, length + 1) }); // one piece more than full ends it at once

const few = 1 / 6; // of a chunk's bytes
const plain = Buffer.from([0x11]); // no Brotli stream begins so (RFC 7932, 9.1)

// Each unpacking leaves something to be collected, which made one query in a hundred wait for 2 ms. Where notable lines
// are few they are kept as they are: of phones' logs a quarter more on disk.
function packedNotable(bytes: Buffer, whole: number): Buffer {
  if (bytes.length === 0) return bytes;
  return bytes.length <= whole * few ? Buffer.concat([plain, bytes]) : pack(bytes);
}

/** A chunk's notable lines, of which it is not known how many bytes they are. */
export function unpackedNotable(packed: Buffer): Buffer {
  if (packed.length === 0) return packed;
  return packed[0] === plain[0] ? packed.subarray(1) : brotliDecompressSync(packed);
}

const clocks = new Map<string, ReturnType<typeof wallClock>>();

/** The clock of a zone, made once. */
export function clockOf(zone: string): ReturnType<typeof wallClock> {
  const known = clocks.get(zone);
  if (known) return known;
  const made = wallClock(zone);
  clocks.set(zone, made);
  return made;
}

/** `[{ at: 0, arrived: 5 }]` as `0 5`, one section a line. */
export const printSections = (sections: Section[]): string =>
  sections.map(({ at, arrived }) => `${at} ${arrived}`).join('\n');

export function readSections(text: string): Section[] {
  return text.split('\n').map(line => {
    const [at = 0, arrived = 0] = line.split(' ').map(Number);
    return { at, arrived };
  });
}
