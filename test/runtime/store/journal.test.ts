// Journal: what is acknowledged is there, and half of nothing.

import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openJournal } from '../../../src/runtime/store/journal/journal.ts';
import { decode, encode, type Stored } from '../../../src/runtime/store/journal/record.ts';
import {
  dropSegments,
  readingRoom,
  readRecords,
  segmentPath,
  segmentsIn,
} from '../../../src/runtime/store/journal/segments.ts';
import { emptyLog } from '../../../src/runtime/store/place.ts';

const record = (text: string): Stored => ({
  mac: '0004f2aabb01',
  name: 'app.log',
  zone: 'UTC',
  at: 0,
  state: { ...emptyLog, total: text.length },
  bytes: Buffer.from(text),
});
const all = { segment: 99, offset: 0 };
const room = readingRoom(1 << 20);

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-journal-'));
  await use(folder).finally(() => rmSync(folder, { recursive: true }));
}

test('a record survives the round trip, and no part of one is a record', () => {
  const bytes = Buffer.concat(encode(record('hello')));
  assert.equal(decode(bytes, 0), { stored: record('hello'), next: bytes.length });
  for (let length = 0; length < bytes.length; length++)
    assert.is(decode(bytes.subarray(0, length), 0), undefined);
  for (let at = 0; at < bytes.length; at++) {
    const broken = Buffer.from(bytes);
    broken[at] = (broken[at] ?? 0) ^ 1;
    assert.is(decode(broken, 0), undefined, `byte ${at}`);
  }
});

test('what many bring at once is read back in its order', () =>
  withFolder(async folder => {
    const journal = await openJournal(folder, 7, () => undefined);
    const texts = Array.from({ length: 500 }, (_, index) => `text ${index}`);
    await Promise.all(texts.map(text => journal.append(record(text))));
    const { records, end } = readRecords(folder, {
      from: { segment: 7, offset: 0 },
      until: journal.end(),
      room,
    });
    assert.equal(
      records.map(({ bytes }) => bytes.toString()),
      texts,
    );
    assert.equal(end, journal.end());
    await journal.close();
  }));

test('a torn end is passed over', () =>
  withFolder(async folder => {
    const journal = await openJournal(folder, 1, () => undefined);
    for (const text of ['one', 'two', 'three']) await journal.append(record(text));
    await journal.close();
    truncateSync(segmentPath(folder, 1), journal.end().offset - 2);
    const { records, more } = readRecords(folder, { from: { segment: 1, offset: 0 }, until: all, room });
    assert.equal(
      records.map(({ bytes }) => bytes.toString()),
      ['one', 'two'],
    );
    assert.is(more && records.length === 0, false);
  }));

test('what is behind the acknowledged end is not read', () =>
  withFolder(async folder => {
    const journal = await openJournal(folder, 1, () => undefined);
    await journal.append(record('one'));
    appendFileSync(segmentPath(folder, 1), Buffer.concat(encode(record('never acknowledged'))));
    const { records } = readRecords(folder, { from: { segment: 1, offset: 0 }, until: journal.end(), room });
    assert.is(records.length, 1);
    await journal.append(record('2'));
    assert.is(
      readRecords(folder, { from: { segment: 1, offset: 0 }, until: journal.end(), room }).records.length,
      2,
    );
    await journal.close();
  }));

test('a segment is left when it is large, and removed when it is taken up', () =>
  withFolder(async folder => {
    const journal = await openJournal(folder, 1, () => undefined);
    const large = 'x'.repeat(4_000_000);
    for (let index = 0; index < 12; index++) await journal.append(record(large));
    assert.equal(segmentsIn(folder), [1, 2]);
    journal.keptElsewhere({ segment: 2, offset: 0 });
    for (let turn = 0; turn < 200 && segmentsIn(folder).length > 1; turn++) await wait(10);
    assert.equal(segmentsIn(folder), [2]);
    await dropSegments(folder, 99);
    assert.equal(segmentsIn(folder), []);
    assert.throws(() => readFileSync(segmentPath(folder, 2)));
    await journal.close();
  }));

test('what is kept elsewhere is reported without harm when the folder has gone', () =>
  withFolder(async folder => {
    const journal = await openJournal(folder, 1, () => undefined);
    await journal.append(record('1'));
    rmSync(folder, { recursive: true });
    journal.keptElsewhere(journal.end());
    await journal.close();
    mkdirSync(folder); // for the one who made it to remove
  }));

test.run();
