// Schema: whose tables are not ours are left as they are.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openDatabase } from '../../../src/runtime/store/sqlite/open.ts';
import { openForWriting } from '../../../src/runtime/store/sqlite/schema.ts';

test('a store of another format is left alone, whether older or newer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-schema-'));
  for (const format of [1, 99]) {
    const path = join(folder, `of-${format}.sqlite`);
    const database = await openDatabase(path);
    database.exec(`PRAGMA user_version = ${format}`);
    database.close();
    const fault = await openForWriting(path).catch(error => error.message);
    assert.match(fault, new RegExp(`of format ${format}; this plugtone reads format 2: move it away`));
  }
  rmSync(folder, { recursive: true });
});

test.run();
