// Retention: what is too old or too much goes, and a clock that jumps takes nothing with it.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rawOf } from '../../../src/runtime/logs/query.ts';
import { emptyLog } from '../../../src/runtime/store/place.ts';
import { search } from '../../../src/runtime/store/search.ts';
import type { Database } from '../../../src/runtime/store/sqlite/database.ts';
import { openReader, readStored } from '../../../src/runtime/store/sqlite/reader.ts';
import { openRetention } from '../../../src/runtime/store/sqlite/retention.ts';
import { openForWriting } from '../../../src/runtime/store/sqlite/schema.ts';
import { openWriter } from '../../../src/runtime/store/sqlite/writer.ts';
import { patience, steadyClock } from '../../../src/runtime/store/steady.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 24, 14);

async function withStore(use: (database: Database, path: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-keep-'));
  const path = join(folder, 'logs.sqlite');
  await use(await openForWriting(path), path).finally(() => rmSync(folder, { recursive: true }));
}

/** Stores an upload that arrived some days ago. */
function store(database: Database, mac: string, { days, text }: { days: number; text: string }): void {
  const writer = openWriter(database);
  const before = writer.state(mac, 'app.log') ?? emptyLog;
  const bytes = Buffer.from(text);
  const state = { ...before, total: before.total + bytes.length, arrived: now - days * day };
  const record = { mac, name: 'app.log', zone: 'UTC', at: before.total, state, bytes };
  writer.takeUp([record], { segment: 1, offset: before.total });
}

const texts = async (database: Database) =>
  (await search(openReader(database), {})).map(line => rawOf(line).toString()).sort();

test('what arrived too long ago goes, and a log without anything is forgotten', () =>
  withStore(async database => {
    store(database, 'a', { days: 40, text: 'old\n' });
    store(database, 'a', { days: 1, text: 'young\n' });
    store(database, 'b', { days: 40, text: 'old, too\n' });
    const tidy = openRetention(database);
    while (tidy({ since: now - 30 * day, maxBytes: 1e6 }));
    assert.equal(await texts(database), ['young']);
    assert.is(openWriter(database).state('a', 'app.log')?.total, 10);
    assert.is(openWriter(database).state('b', 'app.log'), undefined);
    assert.is(readStored(database)('a', 'app.log', { at: 0, length: 10 }), undefined);
  }));

test('of a phone that has too much the oldest goes, of others nothing', () =>
  withStore(async database => {
    for (let number = 0; number < 10; number++)
      store(database, 'a', { days: 9 - number, text: `line ${number}\n` });
    store(database, 'b', { days: 20, text: 'other\n' });
    const tidy = openRetention(database);
    while (tidy({ since: undefined, maxBytes: 21 }));
    assert.equal(await texts(database), ['line 7', 'line 8', 'line 9', 'other']);
  }));

test('space is given back', () =>
  withStore(async (database, path) => {
    const noise = Array.from({ length: 2000 }, (_, index) => (index * 7919 * index) % 999_983).join(' ');
    for (let number = 0; number < 300; number++)
      store(database, 'a', { days: 40, text: `${noise}${number}\n` });
    const settle = () =>
      statSync(path).size + Number(database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy']);
    settle();
    const before = statSync(path).size;
    const tidy = openRetention(database);
    while (tidy({ since: now, maxBytes: 1e9 }));
    settle();
    assert.ok(statSync(path).size < before / 10, `${statSync(path).size} of ${before}`);
  }));

test('a clock is believed when it went on evenly for an hour', () => {
  let [wall, running] = [now, 0];
  const pass = (milliseconds: number, jump = 0) => {
    wall += milliseconds + jump;
    running += milliseconds;
  };
  const look = steadyClock({ wall: () => wall, running: () => running });
  assert.is(look(), undefined);
  pass(patience);
  assert.is(look(), wall);
  pass(60_000, 365 * day);
  assert.is(look(), undefined);
  pass(60_000, -365 * day);
  assert.is(look(), undefined);
  pass(patience - 1);
  assert.is(look(), undefined);
  pass(1);
  assert.is(look(), wall);
});

test.run();
