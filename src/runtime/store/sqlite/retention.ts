// Retention: what is too old or too much is removed, a little at a time, and its space given back.

import { type Database, type Statement, transaction } from './database.ts';

/** What is to be kept, at the moment `now` (milliseconds). */
export interface Kept {
  /** what arrived before this is removed; undefined where nothing is too old */
  since: number | undefined;
  /** bytes of log, not compressed, a phone */
  maxBytes: number;
}

const atOnce = 200;
const pagesAtOnce = 500;

/** Returns a function that removes some; true where there may be more to remove. */
export function openRetention(database: Database): (kept: Kept) => boolean {
  const old = database.prepare('SELECT id FROM chunks WHERE arrived < ? ORDER BY arrived LIMIT ?');
  const forget = database.prepare(
    'DELETE FROM logs WHERE arrived < ? AND NOT EXISTS (SELECT 1 FROM chunks WHERE log = logs.id)',
  );
  const remove = database.prepare('DELETE FROM chunks WHERE id = ?');
  const excess = openExcess(database);
  return ({ since, maxBytes }) => {
    const ids = since === undefined ? [] : old.all(since, atOnce).map(row => Number(row['id']));
    if (ids.length < atOnce) ids.push(...excess(maxBytes, atOnce - ids.length));
    transaction(database, () => {
      for (const id of ids) remove.run(id);
      if (since !== undefined && ids.length < atOnce) forget.run(since);
    });
    if (ids.length > 0) database.exec(`PRAGMA incremental_vacuum(${pagesAtOnce})`);
    return ids.length > 0;
  };
}

/** The oldest chunks of phones that have more than they may. */
function openExcess(database: Database): (maxBytes: number, most: number) => number[] {
  const phones = database.prepare(
    'SELECT mac, SUM(length) AS bytes FROM chunks JOIN logs ON logs.id = chunks.log GROUP BY mac HAVING SUM(length) > ?',
  );
  const oldest = database.prepare(
    'SELECT id, length FROM chunks WHERE log IN (SELECT id FROM logs WHERE mac = ?) ORDER BY arrived, id',
  );
  return (maxBytes, most) =>
    phones
      .all(maxBytes)
      .flatMap(row => firstOf(oldest, String(row['mac']), Number(row['bytes']) - maxBytes))
      .slice(0, most);
}

function firstOf(oldest: Statement, mac: string, bytes: number): number[] {
  const ids: number[] = [];
  let left = bytes;
  for (const row of oldest.all(mac)) {
    if (left <= 0) break;
    ids.push(Number(row['id']));
    left -= Number(row['length']);
  }
  return ids;
}
