// Chunks: how one is written.

import { type Chunk, printSections } from '../chunk.ts';
import type { Statement } from './database.ts';

export const insertSql =
  'INSERT INTO chunks (id, log, at, length, lines, earliest, latest, levels, arrived, zone, sections, notable, few, trigrams, packed) VALUES (NULLIF(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** Writes a chunk with a statement of `insertSql`; without an id it gets the next. */
export function insertChunk(
  statement: Statement,
  { id = 0, log }: { id?: number; log: number },
  { at, length, lines, earliest, latest, levels, arrived, zone, sections, notable, trigrams, packed }: Chunk,
): void {
  const index = Buffer.from(trigrams.buffer, trigrams.byteOffset, trigrams.byteLength);
  const told = [id, log, at, length, lines, earliest, latest, levels, arrived, zone];
  statement.run(...told, printSections(sections), notable.from, notable.bytes, index, packed);
}
