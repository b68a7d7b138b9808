// Kill: kill -9 under a storm of uploads, again and again; then every acknowledged line is there, once.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rawOf } from '../../../src/runtime/logs/query.ts';
import { search } from '../../../src/runtime/store/search.ts';
import { openReader, readStored } from '../../../src/runtime/store/sqlite/reader.ts';
import { openForReading, storeFile } from '../../../src/runtime/store/sqlite/schema.ts';
import { erasingPhone, rangePhone, type UploadingPhone } from './phone.ts';
import { type Served, startServe } from './served.ts';

const rounds = Number(process.env['KILLS'] ?? 4);
const macOf = (number: number) => `0004f2aa${number.toString(16).padStart(4, '0')}`;

async function storm(phones: UploadingPhone[], served: Served, milliseconds: number): Promise<number> {
  await phones[0]?.upload(served.url); // the store's thread has started
  const end = Date.now() + milliseconds;
  let uploads = 0;
  const one = async (phone: UploadingPhone) => {
    while (Date.now() < end && (await phone.upload(served.url))) uploads++;
  };
  const all = Promise.all(phones.map(one));
  await wait(milliseconds * Math.random());
  await served.kill();
  await all;
  return uploads;
}

test('every acknowledged line is there exactly once after kill -9 at random moments', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-kill-'));
  try {
    const phones = Array.from({ length: 24 }, (_, number) =>
      number % 2 ? rangePhone(macOf(number)) : erasingPhone(macOf(number)),
    );
    let uploads = 0;
    for (let round = 0; round < rounds; round++)
      uploads += await storm(phones, await startServe(folder), 1200);
    assert.ok(uploads > 50, `only ${uploads} uploads`);

    const last = await startServe(folder);
    for (const phone of phones) assert.ok(await phone.upload(last.url), phone.mac);
    await last.stop();

    const database = await openForReading(join(folder, 'data', 'logs', storeFile));
    const read = readStored(database);
    const found = await search(openReader(database), {});
    for (const { mac, written, acknowledged } of phones) {
      const text = written();
      assert.is(acknowledged(), text.length);
      assert.is(read(mac, 'app.log', { at: 0, length: text.length })?.toString(), text, mac);
      assert.is(read(mac, 'app.log', { at: text.length, length: 1 }), undefined, `more than ${mac} wrote`);
      const lines = found.filter(line => line.mac === mac).map(line => rawOf(line).toString());
      assert.equal(lines.sort(), text.replace(/\n$/, '').split('\n').sort());
    }
    database.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
