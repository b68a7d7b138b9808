// Database: SQLite as far as the store needs it, whichever package brings it.

import type { Row } from '../rows.ts';

export type Value = string | number | Buffer;

export interface Statement {
  run(...values: Value[]): void;
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
}

export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

export type OpenDatabase = (path: string) => Database;

/** Runs `work` whole or not at all. */
export function transaction<T>(database: Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    rollback(database);
    throw error;
  }
}

// A full disk may have ended the transaction already.
function rollback(database: Database): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    return;
  }
}

const full = 13; // SQLITE_FULL

/** An error of SQLite's, with the code that a full disk has elsewhere. */
export function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code, errcode } = error as { code?: string; errcode?: number }; // as both packages throw them
    if (error instanceof Error && (code === 'SQLITE_FULL' || errcode === full))
      throw Object.assign(error, { code: 'ENOSPC' });
    throw error;
  }
}
