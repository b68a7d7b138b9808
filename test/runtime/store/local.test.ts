// Local: the whole store, its thread included, in a folder of its own.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rawOf } from '../../../src/runtime/logs/query.ts';
import { openLocalStore } from '../../../src/runtime/store/local.ts';
import type { LogStore } from '../../../src/runtime/store/logs.ts';
import { type SearchQuery, search } from '../../../src/runtime/store/search.ts';
import { openReader, readStored } from '../../../src/runtime/store/sqlite/reader.ts';
import { openForReading, storeFile } from '../../../src/runtime/store/sqlite/schema.ts';

const mac = '0004f2aabb01';
const zoneOf = (phone: string, name: string) =>
  name === 'boot.log' ? 'UTC' : phone === mac ? 'America/Chicago' : 'Europe/Berlin';
const noLog = () => undefined;

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-store-'));
  await use(folder).finally(() => rmSync(folder, { recursive: true }));
}

const open = (folder: string, limits = { keepDays: 30, maxBytes: 1_000_000 }): LogStore =>
  openLocalStore({ folder, zoneOf, limits: () => limits, log: noLog });

async function found(folder: string, query: SearchQuery = {}): Promise<string[]> {
  const database = await openForReading(join(folder, storeFile));
  const lines = await search(openReader(database), query);
  database.close();
  return lines.map(line => rawOf(line).toString());
}

/** Asks again until it is there, five seconds at most: that is how late a line may be. */
async function soon(work: () => Promise<boolean>): Promise<void> {
  for (const started = Date.now(); !(await work()); await wait(50)) {
    if (Date.now() - started > 5000) throw new Error('not found within five seconds');
  }
}

test('what is acknowledged is counted at once and found soon, beside the running store', () =>
  withFolder(async folder => {
    const store = open(folder);
    assert.is(await store.size(mac, 'app.log'), 0);
    const lines = ['1124130000|sip  |4|00|first', '1124130001|so   |1|00|second'];
    assert.is(
      await store.append(mac, 'app.log', { bytes: Buffer.from(`${lines[0]}\n`), offset: 0 }),
      'created',
    );
    assert.is(
      await store.append(mac, 'app.log', { bytes: Buffer.from(`${lines[1]}\n`), offset: 28 }),
      'appended',
    );
    assert.is(await store.size(mac, 'app.log'), 57);
    await soon(async () => (await found(folder, { text: 'SECOND' })).length === 1);
    assert.equal(await found(folder, { macs: [mac] }), lines);
    assert.equal(await found(folder, { macs: [mac], level: 4 }), [lines[0]]);
    assert.equal(await found(folder, { macs: ['0004f2aabb02'] }), []);
    await store.stop();
  }));

test('a second start knows all that the first one did', () =>
  withFolder(async folder => {
    for (let run = 0; run < 3; run++) {
      const store = open(folder);
      assert.is(await store.size(mac, 'app.log'), run * 6);
      await store.append(mac, 'app.log', { bytes: Buffer.from(`run ${run}\n`), offset: run * 6 });
      await store.append(mac, 'app.log', { bytes: Buffer.from(`run ${run}\n`), offset: run * 6 });
      await store.stop();
    }
    assert.equal(await found(folder), ['run 0', 'run 1', 'run 2']);
  }));

test('a line that came in three parts is one, and is found before it has an end', () =>
  withFolder(async folder => {
    const store = open(folder);
    await store.append(mac, 'app.log', {
      bytes: Buffer.from('1124130000|sip  |4|00|one\n112413'),
      offset: 0,
    });
    await store.append(mac, 'app.log', { bytes: Buffer.from('0001|sip  |4|'), offset: 32 });
    await store.append(mac, 'app.log', { bytes: Buffer.from('00|two'), offset: 45 });
    await store.stop();
    const lines = ['1124130000|sip  |4|00|one', '1124130001|sip  |4|00|two'];
    assert.equal(await found(folder), lines);
    assert.equal(await found(folder, { text: 'two', component: 'sip' }), [lines[1]]);
  }));

test('the bytes are there as they came, whatever they are', () =>
  withFolder(async folder => {
    const store = open(folder);
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251));
    for (let at = 0; at < bytes.length; at += 70_001)
      await store.append(mac, 'app.log', { bytes: bytes.subarray(at, at + 70_001), offset: at });
    await store.stop();
    const database = await openForReading(join(folder, storeFile));
    const read = readStored(database);
    assert.ok(read(mac, 'app.log', { at: 0, length: bytes.length })?.equals(bytes));
    assert.ok(read(mac, 'app.log', { at: 12_345, length: 99_999 })?.equals(bytes.subarray(12_345, 112_344)));
    assert.is(read(mac, 'app.log', { at: 1, length: bytes.length }), undefined);
    database.close();
  }));

test('boot logs are read as UTC and others by the clock of the phone’s site', () =>
  withFolder(async folder => {
    const store = open(folder);
    const bytes = Buffer.from('0704120000|sip  |4|00|x\n');
    for (const name of ['boot.log', 'app.log']) await store.append(mac, name, { bytes, offset: 0 });
    await store.append('0004f2aabb09', 'app.log', { bytes, offset: 0 });
    await store.stop();
    const database = await openForReading(join(folder, storeFile));
    const lines = await search(openReader(database), {});
    database.close();
    assert.equal(
      lines.map(line => `${line.mac} ${line.name} ${new Date(line.time).getUTCHours()}`),
      ['0004f2aabb09 app.log 10', `${mac} boot.log 12`, `${mac} app.log 17`],
    );
  }));

test('many phones at once each keep their order', () =>
  withFolder(async folder => {
    const store = open(folder);
    const phone = async (number: number) => {
      const own = `0004f2aa${number.toString(16).padStart(4, '0')}`;
      for (let line = 0; line < 5; line++) {
        const bytes = Buffer.from(`1124130000|sip  |4|00|phone ${number} line ${line}\n`);
        await store.append(own, 'app.log', { bytes, offset: await store.size(own, 'app.log') });
      }
    };
    await Promise.all(Array.from({ length: 200 }, (_, number) => phone(number)));
    await store.stop();
    assert.is((await found(folder)).length, 1000);
    assert.equal(
      await found(folder, { macs: ['0004f2aa0007'] }),
      [0, 1, 2, 3, 4].map(line => `1124130000|sip  |4|00|phone 7 line ${line}`),
    );
  }));

test.run();
