// Open: Node's own SQLite where there is one, else a package's.

import type { Database } from './database.ts';

/** Opens a database file, which is made where there is none. Loads what it needs only now. */
export async function openDatabase(path: string): Promise<Database> {
  const { builtin } = await import('./builtin.ts');
  const open = builtin() ?? (await import('./libsql.ts')).openLibsql;
  const database = open(path);
  database.exec('PRAGMA busy_timeout = 5000');
  return database;
}
