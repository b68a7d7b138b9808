// Writer: uploads from the journal into chunks, each exactly once.

import { makeChunk } from '../chunk.ts';
import type { Stored } from '../journal/record.ts';
import type { Position } from '../journal/segments.ts';
import { type OpenLog, pieces } from '../pieces.ts';
import type { LogState } from '../place.ts';
import { blob, nameOf, stateOf } from '../rows.ts';
import type { StoredState } from '../states.ts';
import { insertChunk, insertSql } from './chunks.ts';
import { type Database, type Statement, transaction } from './database.ts';

export interface Writer {
  /** behind the last record that is taken up */
  position(): Position;
  /** takes up records in one transaction with the position behind them */
  takeUp(records: Stored[], end: Position): void;
  state(mac: string, name: string): LogState | undefined;
  /** of logs whose id is greater than `after`, `count` at most, by id */
  states(span: { after: number; count: number }): StoredState[];
}

interface Log extends OpenLog {
  id: number;
}

interface Statements {
  log: Statement;
  logs: Statement;
  newLog: Statement;
  saveLog: Statement;
  chunk: Statement;
  meta: Statement;
  saveMeta: Statement;
}

export function openWriter(database: Database): Writer {
  const statements = prepare(database);
  const meta = (key: string) => Number(statements.meta.get(key)?.['value'] ?? 0);
  return {
    position: () => ({ segment: meta('segment'), offset: meta('offset') }),
    state: (mac, name) => {
      const row = statements.log.get(mac, name);
      return row && stateOf(row);
    },
    states: ({ after, count }) =>
      statements.logs.all(after, count).map(row => ({ ...nameOf(row), state: stateOf(row) })),
    takeUp: (records, end) =>
      transaction(database, () => {
        const touched = new Map<string, Log>();
        for (const record of records) takeUpOne(record, { statements, touched });
        for (const log of touched.values()) save(log, statements);
        statements.saveMeta.run('segment', end.segment);
        statements.saveMeta.run('offset', end.offset);
      }),
  };
}

interface Taking {
  statements: Statements;
  touched: Map<string, Log>;
}

function takeUpOne({ mac, name, zone, at, state, bytes }: Stored, { statements, touched }: Taking): void {
  const key = `${mac} ${name}`;
  const log = touched.get(key) ?? load(statements, { mac, name, zone });
  touched.set(key, log);
  if (at < log.state.total) return; // it is there: a store of another time was put back under this journal
  // A log that was forgotten meanwhile goes on where its phone is.
  const before = at === log.state.total ? log : { state: { ...log.state, total: at }, tail: log.tail };
  const { whole, open } = pieces(before, bytes, state);
  for (const piece of whole)
    insertChunk(
      statements.chunk,
      { log: log.id },
      makeChunk({ ...piece, zone, sections: [{ at: 0, arrived: state.arrived }] }),
    );
  Object.assign(log, open);
}

function prepare(database: Database): Statements {
  return {
    log: database.prepare('SELECT * FROM logs WHERE mac = ? AND name = ?'),
    logs: database.prepare(
      'SELECT id, mac, name, total, base, start, claim, arrived FROM logs WHERE id > ? ORDER BY id LIMIT ?',
    ),
    newLog: database.prepare(
      "INSERT INTO logs (mac, name, zone, total, base, start, claim, arrived, tail) VALUES (?, ?, ?, 0, 0, 0, 0, 0, x'') RETURNING id",
    ),
    saveLog: database.prepare(
      'UPDATE logs SET total = ?, base = ?, start = ?, claim = ?, arrived = ?, tail = ? WHERE id = ?',
    ),
    chunk: database.prepare(insertSql),
    meta: database.prepare('SELECT value FROM meta WHERE key = ?'),
    saveMeta: database.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)'),
  };
}

function load(
  { log, newLog }: Statements,
  { mac, name, zone }: { mac: string; name: string; zone: string },
): Log {
  const row = log.get(mac, name);
  if (row) return { id: Number(row['id']), state: stateOf(row), tail: blob(row['tail']) };
  const state = { total: 0, base: 0, from: 0, claim: 0, arrived: 0 };
  return { id: Number(newLog.get(mac, name, zone)?.['id']), state, tail: Buffer.alloc(0) };
}

function save({ id, state, tail }: Log, { saveLog }: Statements): void {
  const { total, base, from, claim, arrived } = state;
  saveLog.run(total, base, from, claim, arrived, Buffer.from(tail), id);
}
