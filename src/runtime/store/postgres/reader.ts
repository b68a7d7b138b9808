// Reader: chunks out of PostgreSQL, as SQLite's reader gives them.

import { unpacked, unpackedNotable } from '../chunk.ts';
import { blob, chunkOf, nameOf, type Row, tailOf } from '../rows.ts';
import type { ChunkSource, FoundChunk, Wanted } from '../source.ts';
import type { Sql } from './client.ts';

/** A source of chunks; their bytes are fetched when they are asked for. */
export function openPostgresReader(sql: Sql): ChunkSource {
  const columns = sql`id, log, at, length, arrived, earliest, latest, zone, sections, notable`;
  const fetch = async (id: string, column: 'packed' | 'trigrams' | 'few') => {
    const [row] = await sql`SELECT ${sql(column)} FROM plugtone_chunks WHERE id = ${id}`;
    return blob(row?.[column]);
  };
  const found = (row: Row): FoundChunk =>
    chunkOf(row, {
      trigrams: () => fetch(String(row['id']), 'trigrams'),
      bytes: async () => unpacked(await fetch(String(row['id']), 'packed'), Number(row['length'])),
      notable: {
        from: Number(row['notable']),
        bytes: async () => unpackedNotable(await fetch(String(row['id']), 'few')),
      },
    });
  return {
    logs: async macs =>
      (
        await sql`SELECT id, mac, name FROM plugtone_logs ${macs ? sql`WHERE mac = ANY(${macs})` : sql``}`
      ).map(nameOf),
    tails: async ids =>
      (
        await sql`SELECT id, total, arrived, zone, tail FROM plugtone_logs
          WHERE length(tail) > 0 ${ids ? sql`AND id = ANY(${ids.map(String)}::bigint[])` : sql``}`
      ).map(tailOf),
    newest: async ({ log, since, levels, before, count }: Wanted) =>
      (
        await sql`SELECT ${columns} FROM plugtone_chunks
          WHERE ${log === undefined ? sql`true` : sql`log = ${String(log)}`} AND latest >= ${since}
            AND (levels & ${levels}) != 0 AND latest <= ${before.latest}
            AND (latest < ${before.latest} OR id < ${before.id})
          ORDER BY latest DESC, id DESC LIMIT ${count}`
      ).map(found),
    last: async () => Number((await sql`SELECT MAX(id) AS id FROM plugtone_chunks`)[0]?.['id'] ?? 0),
    after: async id =>
      (await sql`SELECT ${columns} FROM plugtone_chunks WHERE id > ${id} ORDER BY id LIMIT 64`).map(found),
  };
}
