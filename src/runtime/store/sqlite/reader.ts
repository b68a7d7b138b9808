// Reader: chunks out of SQLite: by where they lie, or newest first.

import { unpacked, unpackedNotable } from '../chunk.ts';
import { blob, chunkOf, joined, nameOf, type Row, tailOf } from '../rows.ts';
import type { ChunkSource, FoundChunk, Wanted } from '../source.ts';
import type { Database } from './database.ts';

const columns = 'id, log, at, length, arrived, earliest, latest, zone, sections, notable';

/** A source of chunks; `bytes` are unpacked only when they are asked for. */
export function openReader(database: Database): ChunkSource {
  const packed = database.prepare('SELECT packed FROM chunks WHERE id = ?');
  const trigrams = database.prepare('SELECT trigrams FROM chunks WHERE id = ?');
  const few = database.prepare('SELECT few FROM chunks WHERE id = ?');
  const logs = both(database, 'SELECT id, mac, name FROM logs', 'WHERE mac = ?');
  const tails = both(
    database,
    'SELECT id, total, arrived, zone, tail FROM logs WHERE length(tail) > 0',
    'AND id = ?',
  );
  const found = (row: Row): FoundChunk =>
    chunkOf(row, {
      trigrams: () => blob(trigrams.get(Number(row['id']))?.['trigrams']),
      bytes: () => unpacked(blob(packed.get(Number(row['id']))?.['packed']), Number(row['length'])),
      notable: {
        from: Number(row['notable']),
        bytes: () => unpackedNotable(blob(few.get(Number(row['id']))?.['few'])),
      },
    });
  const last = database.prepare('SELECT MAX(id) AS id FROM chunks');
  const page = {
    all: database.prepare(newestSql('')),
    ofLog: database.prepare(newestSql('log = ? AND')),
    after: database.prepare(`SELECT ${columns} FROM chunks WHERE id > ? ORDER BY id LIMIT 64`),
  };
  return {
    logs: async macs => logs(macs).map(nameOf),
    tails: async ids => tails(ids).map(tailOf),
    newest: async ({ log, since, levels, before, count }: Wanted) => {
      const rest = [since, levels, before.latest, before.latest, before.id, count];
      return (log === undefined ? page.all.all(...rest) : page.ofLog.all(log, ...rest)).map(found);
    },
    last: async () => Number(last.get()?.['id'] ?? 0),
    after: async id => page.after.all(id).map(found),
  };
}

/** A statement over all, or over some one by one. */
function both(
  database: Database,
  sql: string,
  condition: string,
): (some: (string | number)[] | undefined) => Row[] {
  const [all, one] = [database.prepare(sql), database.prepare(`${sql} ${condition}`)];
  return some => (some ? some.flatMap(value => one.all(value)) : all.all());
}

const newestSql = (condition: string) =>
  `SELECT ${columns} FROM chunks WHERE ${condition} latest >= ? AND (levels & ?) != 0 AND latest <= ? AND (latest < ? OR id < ?)
   ORDER BY latest DESC, id DESC LIMIT ?`;

/** The stored bytes of a log from `at` on; undefined where they are not all there. */
export function readStored(
  database: Database,
): (mac: string, name: string, range: { at: number; length: number }) => Buffer | undefined {
  const log = database.prepare('SELECT id, total, tail FROM logs WHERE mac = ? AND name = ?');
  const overlapping = database.prepare(
    'SELECT at, length, packed FROM chunks WHERE log = ? AND at + length > ? AND at < ? ORDER BY at',
  );
  return (mac, name, { at, length }) => {
    const row = log.get(mac, name);
    if (!row) return undefined;
    const tail = blob(row['tail']);
    const pieces = overlapping.all(Number(row['id']), at, at + length).map(found => ({
      at: Number(found['at']),
      bytes: unpacked(blob(found['packed']), Number(found['length'])),
    }));
    pieces.push({ at: Number(row['total']) - tail.length, bytes: tail });
    return joined(pieces, at, length);
  };
}
