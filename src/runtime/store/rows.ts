// Rows: what a database answers, as values; both stores have the same columns.

import type { Section } from '../logs/times.ts';
import { readSections } from './chunk.ts';
import type { LogState } from './place.ts';
import type { FoundChunk, LogName } from './source.ts';

export type Row = Record<string, unknown>;

/** A blob as bytes: one package returns an ArrayBuffer, another a Uint8Array. */
export function blob(value: unknown): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return value instanceof ArrayBuffer ? Buffer.from(value) : Buffer.alloc(0);
}

export const nothing = Buffer.alloc(0);

export function stateOf(row: Row): LogState {
  const number = (name: string) => Number(row[name]);
  return {
    total: number('total'),
    base: number('base'),
    from: number('start'),
    claim: number('claim'),
    arrived: number('arrived'),
  };
}

export const nameOf = (row: Row): LogName => ({
  id: Number(row['id']),
  mac: String(row['mac']),
  name: String(row['name']),
});

export const sectionsOf = (row: Row): Section[] => readSections(String(row['sections']));

/** `parts` gets what is only fetched when it is asked for. Not made by spreading: in V8 11 each would be of its own kind. */
export function chunkOf(row: Row, parts: Pick<FoundChunk, 'bytes' | 'trigrams' | 'notable'>): FoundChunk {
  return {
    id: Number(row['id']),
    log: Number(row['log']),
    at: Number(row['at']),
    latest: Number(row['latest']),
    zone: String(row['zone']),
    sections: sectionsOf(row),
    trigrams: parts.trigrams,
    notable: parts.notable,
    bytes: parts.bytes,
  };
}

// What stands behind a log's last newline is found like a chunk of its own.
export function tailOf(row: Row): FoundChunk {
  const bytes = blob(row['tail']);
  const arrived = Number(row['arrived']);
  const at = Number(row['total']) - bytes.length;
  return {
    id: 0,
    log: Number(row['id']),
    at,
    latest: arrived,
    zone: String(row['zone']),
    sections: [{ at: 0, arrived }],
    trigrams: undefined,
    notable: undefined,
    bytes: () => bytes,
  };
}

/** Pieces in order, without a hole between `at` and `at + length`. */
export function joined(
  pieces: { at: number; bytes: Buffer }[],
  at: number,
  length: number,
): Buffer | undefined {
  const whole = Buffer.alloc(length);
  let done = at;
  for (const piece of pieces) {
    if (done >= at + length) break;
    if (piece.at > done) return undefined;
    const copied = piece.bytes.copy(whole, done - at, done - piece.at);
    done += copied;
  }
  return done >= at + length ? whole : undefined;
}
