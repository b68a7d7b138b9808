// Builtin: Node's own SQLite, from Node 22.13 on. The one place that knows it.

import type { Row } from '../rows.ts';
import { type OpenDatabase, translated, type Value } from './database.ts';

interface BuiltinStatement {
  run(...values: Value[]): unknown;
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
}

interface BuiltinModule {
  DatabaseSync: new (
    path: string,
  ) => { exec(sql: string): void; prepare(sql: string): BuiltinStatement; close(): void };
}

/** Undefined where this Node has none. */
export function builtin(): OpenDatabase | undefined {
  const found = quietly(() => process.getBuiltinModule('node:sqlite' as 'node:fs')); // not in the types of Node 20
  const { DatabaseSync } = (found ?? {}) as Partial<BuiltinModule>;
  if (!DatabaseSync) return undefined;
  return path => {
    const database = new DatabaseSync(path);
    return {
      exec: sql => translated(() => database.exec(sql)),
      prepare: sql => {
        const statement = database.prepare(sql);
        return {
          run: (...values) => void translated(() => statement.run(...values)),
          get: (...values) => translated(() => statement.get(...values)),
          all: (...values) => translated(() => statement.all(...values)),
        };
      },
      close: () => database.close(),
    };
  };
}

// Node says that it is experimental whenever it is loaded; what we need of it is tested.
function quietly<T>(work: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return work();
  } finally {
    process.emitWarning = emitWarning;
  }
}
