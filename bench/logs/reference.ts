// Reference: a plain table with an index on phone and time, filled by a bare loop in better-sqlite3.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A line as a row: phone, milliseconds, component, level, missed, text. */
export type LineRow = [string, number, string, number, number, string];

/** A level and more, or a part of a text. */
export type Asked = { level: number } | { text: string };

export interface Table {
  /** inserts rows in one transaction */
  insert(rows: LineRow[]): void;
  /** the newest 100 lines of a phone that answer */
  query(mac: string, asked: Asked): unknown[];
  close(): void;
}

export interface Reference {
  name: string;
  open(path: string): Table;
}

const home = join(tmpdir(), 'plugtone-better-sqlite3');

interface Sqlite {
  exec(sql: string): unknown;
  prepare(sql: string): { run(...values: unknown[]): unknown; all(...values: unknown[]): unknown[] };
  close(): unknown;
}

/** better-sqlite3, built once into a temporary folder; libsql, which has its interface, where it cannot be built. */
export function findReference(): Reference {
  const built = build();
  const require = createRequire(built ? join(home, 'package.json') : import.meta.url);
  const name = built ? 'better-sqlite3' : 'libsql (better-sqlite3 would not build)';
  const Database = require(built ? 'better-sqlite3' : 'libsql') as new (path: string) => Sqlite;
  return { name, open: path => table(new Database(path)) };
}

function build(): boolean {
  const folder = join(home, 'node_modules', 'better-sqlite3');
  const binary = join(folder, 'build', 'Release', 'better_sqlite3.node');
  if (existsSync(binary)) return true;
  mkdirSync(home, { recursive: true });
  process.stderr.write('building better-sqlite3 for the reference, a minute or so, once …\n');
  const npm = (...args: string[]) => spawnSync('npm', args, { cwd: home, encoding: 'utf8' });
  npm('init', '-y');
  if (npm('install', 'better-sqlite3@12', '--ignore-scripts', '--no-audit', '--no-fund').status !== 0)
    return false;
  const nodeGyp = join(
    dirname(spawnSync('npm', ['root', '-g'], { encoding: 'utf8' }).stdout.trim()),
    'node_modules',
  );
  const gyp = join(nodeGyp, 'npm', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const headers = existsSync('/usr/include/node/node.h') ? ['--nodedir=/usr'] : [];
  spawnSync(process.execPath, [gyp, 'rebuild', '--release', ...headers], { cwd: folder, stdio: 'ignore' });
  return existsSync(binary);
}

function table(database: Sqlite): Table {
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = NORMAL');
  database.exec(
    'CREATE TABLE IF NOT EXISTS lines (mac TEXT, time INTEGER, component TEXT, level INTEGER, missed INTEGER, text TEXT); CREATE INDEX IF NOT EXISTS lines_time ON lines (mac, time)',
  );
  const insert = database.prepare('INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?)');
  const newest = (condition: string) =>
    database.prepare(`SELECT * FROM lines WHERE mac = ? AND ${condition} ORDER BY time DESC LIMIT 100`);
  const [ofLevel, withText] = [newest('level >= ?'), newest("text LIKE '%' || ? || '%'")];
  return {
    insert: rows => {
      database.exec('BEGIN');
      for (const row of rows) insert.run(...row);
      database.exec('COMMIT');
    },
    query: (mac, asked) => ('level' in asked ? ofLevel.all(mac, asked.level) : withText.all(mac, asked.text)),
    close: () => void database.close(),
  };
}
