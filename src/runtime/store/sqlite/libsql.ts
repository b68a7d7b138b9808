// Libsql: SQLite for a Node without its own, as a binary inside the npm package. The one place that knows it.

import Libsql from 'libsql';
import type { Row } from '../rows.ts';
import { type OpenDatabase, translated } from './database.ts';

// Values go as one array: a single Buffer would be taken for named values, and that ends the process (0.5.29).
export const openLibsql: OpenDatabase = path => {
  const database = new Libsql(path);
  return {
    exec: sql => translated(() => void database.exec(sql)),
    prepare: sql => {
      const statement = database.prepare(sql);
      return {
        run: (...values) => void translated(() => statement.run(values)),
        get: (...values) => translated(() => statement.get(values) as Row | undefined), // as selected
        all: (...values) => translated(() => statement.all(values) as Row[]),
      };
    },
    close: () => void database.close(),
  };
};
