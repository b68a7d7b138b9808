// Joining: many small chunks of a log become one, which takes a third of their space.

import { makeChunk, unpacked } from '../chunk.ts';
import { blob, type Row, sectionsOf } from '../rows.ts';
import { insertChunk, insertSql } from './chunks.ts';
import { type Database, transaction } from './database.ts';

const small = 16 * 1024; // bytes, not compressed
const least = 16; // chunks: fewer are left until there are more
const largest = 64 * 1024;
const newline = 10;

interface Small {
  row: Row;
  at: number;
  bytes: Buffer;
  zone: string;
}

/** Returns a function that joins what was there when it was last asked; true where it did something. */
export function openJoining(database: Database): () => boolean {
  const newest = database.prepare('SELECT MAX(id) AS id FROM chunks');
  const logs = database.prepare(
    'SELECT log FROM chunks WHERE length < ? GROUP BY log HAVING COUNT(*) >= ? LIMIT 1000',
  );
  const chunks = database.prepare(
    'SELECT id, log, at, length, arrived, latest, zone, sections, packed FROM chunks WHERE log = ? AND length < ? AND id <= ? ORDER BY at',
  );
  const remove = database.prepare('DELETE FROM chunks WHERE id = ?');
  const insert = database.prepare(insertSql);
  // Who follows the logs has read these long ago, and will not read them again under the last one's number.
  let known = 0;
  return () => {
    let done = false;
    for (const { log } of logs.all(small, least)) {
      for (const run of runs(chunks.all(Number(log), small, known).map(smallOf))) {
        transaction(database, () => {
          const joined = join(run);
          for (const { row } of run) remove.run(Number(row['id']));
          insertChunk(insert, { id: Number(run.at(-1)?.row['id']), log: Number(log) }, joined);
        });
        done = true;
      }
    }
    known = Number(newest.get()?.['id'] ?? 0);
    return done;
  };
}

const smallOf = (row: Row): Small => ({
  row,
  at: Number(row['at']),
  bytes: unpacked(blob(row['packed']), Number(row['length'])),
  zone: String(row['zone']),
});

/** Runs without a hole that are worth joining, and no larger than a chunk should be. */
function runs(chunks: Small[]): Small[][] {
  const found: Small[][] = [[]];
  let size = 0;
  for (const chunk of chunks) {
    const last = found.at(-1)?.at(-1);
    if (last && (!goesOn(last, chunk) || size + chunk.bytes.length > largest)) {
      found.push([]);
      size = 0;
    }
    found.at(-1)?.push(chunk);
    size += chunk.bytes.length;
  }
  return found.filter(run => run.length >= least);
}

// The last line of a segment may have no end; the next one is not its rest.
const goesOn = (last: Small, next: Small) =>
  last.at + last.bytes.length === next.at && last.zone === next.zone && last.bytes.at(-1) === newline;

function join(run: Small[]) {
  const at = run[0]?.at ?? 0;
  const bytes = Buffer.concat(run.map(chunk => chunk.bytes));
  const sections = run.flatMap(chunk =>
    sectionsOf(chunk.row).map(({ at: from, arrived }) => ({ at: chunk.at - at + from, arrived })),
  );
  return makeChunk({ at, bytes, sections, zone: run[0]?.zone ?? 'UTC' });
}
