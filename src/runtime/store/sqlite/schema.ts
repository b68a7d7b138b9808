// Schema: the tables of the log store in SQLite.

import { chmodSync } from 'node:fs';
import type { Database } from './database.ts';
import { openDatabase } from './open.ts';

export const storeFile = 'logs.sqlite';

const version = 2;

// Small columns stand first: what lies behind a large one is on other pages.
const tables = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS logs (
  id INTEGER PRIMARY KEY, mac TEXT NOT NULL, name TEXT NOT NULL,
  total INTEGER NOT NULL, base INTEGER NOT NULL, start INTEGER NOT NULL, claim INTEGER NOT NULL,
  arrived INTEGER NOT NULL, zone TEXT NOT NULL, tail BLOB NOT NULL,
  UNIQUE (mac, name)
);
CREATE TABLE IF NOT EXISTS chunks (
  id INTEGER PRIMARY KEY, log INTEGER NOT NULL, at INTEGER NOT NULL, length INTEGER NOT NULL,
  lines INTEGER NOT NULL, earliest INTEGER NOT NULL, latest INTEGER NOT NULL, levels INTEGER NOT NULL,
  arrived INTEGER NOT NULL, zone TEXT NOT NULL, sections TEXT NOT NULL,
  notable INTEGER NOT NULL, few BLOB NOT NULL, trigrams BLOB NOT NULL, packed BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS chunks_place ON chunks (log, at, length);
CREATE INDEX IF NOT EXISTS chunks_of_log ON chunks (log, latest);
CREATE INDEX IF NOT EXISTS chunks_latest ON chunks (latest);
CREATE INDEX IF NOT EXISTS chunks_arrived ON chunks (arrived);
`;

/**
 * Opens the store for the one process that writes it. A commit is not on disk yet (NORMAL): it is after the next
 * checkpoint, and until then the journal is kept. Throws where another plugtone has made it.
 */
export async function openForWriting(path: string): Promise<Database> {
  const database = await openDatabase(path);
  chmodSync(path, 0o640); // the files beside it follow
  database.exec('PRAGMA auto_vacuum = INCREMENTAL'); // counts only before the first table
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = NORMAL');
  database.exec('PRAGMA wal_autocheckpoint = 0'); // settle() does it
  database.exec('PRAGMA journal_size_limit = 0');
  database.exec('PRAGMA cache_size = -8000');
  const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (found !== 0 && found !== version)
    throw new Error(`${path} is of format ${found}; this plugtone reads format ${version}: move it away`);
  database.exec(tables);
  if (found < version) database.exec(`PRAGMA user_version = ${version}`);
  return database;
}

/** Opens a store beside the process that writes it. */
export async function openForReading(path: string): Promise<Database> {
  const database = await openDatabase(path);
  database.exec('PRAGMA query_only = ON'); // libsql does not heed a read-only open
  return database;
}
