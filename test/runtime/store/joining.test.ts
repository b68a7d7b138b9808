// Joining: small chunks become one, and nobody can tell but by the space.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rawOf } from '../../../src/runtime/logs/query.ts';
import { emptyLog } from '../../../src/runtime/store/place.ts';
import { follow, search } from '../../../src/runtime/store/search.ts';
import { openJoining } from '../../../src/runtime/store/sqlite/joining.ts';
import { openReader, readStored } from '../../../src/runtime/store/sqlite/reader.ts';
import { openForWriting } from '../../../src/runtime/store/sqlite/schema.ts';
import { openWriter } from '../../../src/runtime/store/sqlite/writer.ts';

test('small chunks are joined: same lines, same bytes, less space, and nothing new to follow', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-join-'));
  const path = join(folder, 'logs.sqlite');
  const database = await openForWriting(path);
  const writer = openWriter(database);
  const source = openReader(database);
  const now = Date.UTC(2026, 10, 24, 14);
  let text = '';
  const add = (more: string, from = 0) => {
    const bytes = Buffer.from(more);
    const state = { ...emptyLog, from, total: text.length + bytes.length, arrived: now + text.length };
    writer.takeUp([{ mac: 'a', name: 'app.log', zone: 'UTC', at: text.length, state, bytes }], {
      segment: 1,
      offset: text.length,
    });
    text += more;
  };
  const line = (number: number) =>
    `112413${String(1000 + (number % 5000)).slice(-4)}|sip  |${number % 7}|00|Reg|UA #1 registered ${number} at pbx.example.com\n`;
  for (let number = 0; number < 400; number++) add(line(number) + line(number + 1));
  add('a segment without an end');
  const second = text.length;
  for (let number = 0; number < 40; number++) add(line(number), second);
  // A line without a stamp has the time of the one before it, which it may have got now.
  const look = async () =>
    (await search(source, {})).map(line => `${line.level < 8 ? line.time : ''} ${rawOf(line)}`).sort();
  const [lines, last] = [await look(), await source.last()];
  const count = () => Number(database.prepare('SELECT COUNT(*) AS count FROM chunks').get()?.['count']);
  const size = () => {
    database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    database.exec('PRAGMA incremental_vacuum');
    database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    return statSync(path).size;
  };
  const [before, space] = [count(), size()];

  const joinSome = openJoining(database);
  assert.is(joinSome(), false, 'what is new is left to those who follow');
  assert.is(joinSome(), true);
  while (joinSome());
  assert.ok(count() < before / 10, `${count()} of ${before}`);
  assert.ok(size() < space / 2, `${size()} of ${space}`);
  assert.equal(await look(), lines);
  assert.is(readStored(database)('a', 'app.log', { at: 0, length: text.length })?.toString(), text);
  assert.equal((await follow(source, {}, last)).lines, []);
  database.close();
  rmSync(folder, { recursive: true });
});

test.run();
