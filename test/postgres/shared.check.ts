// Shared: logs in a real PostgreSQL, several runtimes side by side, one of them killed.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rawOf } from '../../src/runtime/logs/query.ts';
import { openClient, type Sql } from '../../src/runtime/store/postgres/client.ts';
import { openPostgresReader } from '../../src/runtime/store/postgres/reader.ts';
import { openPostgresRetention } from '../../src/runtime/store/postgres/retention.ts';
import { openPostgresWriter, readBack } from '../../src/runtime/store/postgres/writer.ts';
import { follow, search } from '../../src/runtime/store/search.ts';
import { erasingPhone, rangePhone, type UploadingPhone } from '../runtime/store/phone.ts';
import { startServe } from '../runtime/store/served.ts';
import { startCluster } from './cluster.ts';

const day = 86_400_000;
const macOf = (number: number) => `0004f2aa${number.toString(16).padStart(4, '0')}`;
const now = Date.UTC(2026, 10, 24, 14);
const upload = (mac: string, text: string, more = {}) => ({
  mac,
  name: 'app.log',
  zone: 'UTC',
  bytes: Buffer.from(text),
  offset: undefined,
  now,
  most: 1e6,
  ...more,
});

async function stored(sql: Sql, mac: string): Promise<string | undefined> {
  const [log] = await sql`SELECT * FROM plugtone_logs WHERE mac = ${mac}`;
  return (await readBack(sql, log, { at: 0, length: Number(log?.['total'] ?? 0) }))?.toString();
}

async function checks(url: string, sql: Sql): Promise<void> {
  const writer = openPostgresWriter(sql);
  const source = openPostgresReader(sql);

  test('what is stored is found by phone, level, component, text and time', async () => {
    const lines = ['1124130000|sip  |4|00|first', '1124130001|so   |1|00|second'];
    assert.is(await writer.append(upload('a', `${lines[0]}\n`, { offset: 0 })), true);
    assert.is(await writer.append(upload('a', `${lines[1]}\n112413`, { offset: 28 })), false);
    assert.is(await writer.size('a', 'app.log'), 63);
    const found = async (query: object) => (await search(source, query)).map(line => rawOf(line).toString());
    assert.equal(await found({ macs: ['a'], text: 'SECOND' }), [lines[1]]);
    assert.equal(await found({ macs: ['a'], level: 4 }), [lines[0]]);
    assert.equal(await found({ macs: ['a'], component: 'so' }), [lines[1]]);
    assert.equal(await found({ macs: ['a'] }), [...lines, '112413']);
    assert.equal(await found({ macs: ['a'], until: now - day }), []);
    assert.equal(await found({ macs: ['b'] }), []);
    const { lines: followed, id } = await follow(source, {}, 0);
    assert.is(followed.length, 2);
    assert.equal(await follow(source, {}, id), { lines: [], id });
  });

  test('two runtimes that get the same retry at once store it once', async () => {
    const other = openPostgresWriter(sql);
    const text = '1124130000|sip  |4|00|once\n';
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? writer : other).append(upload('twice', text))),
    );
    assert.is(await stored(sql, 'twice'), text);
  });

  test('retention drops whole days, and of a phone with too much the oldest', async () => {
    for (let days = 40; days >= 0; days -= 8)
      await writer.append(upload('old', `line of ${days}\n`, { now: now - days * day }));
    const tidy = openPostgresRetention(sql);
    await tidy({ since: now - 30 * day, maxBytes: 1e6 });
    const kept = async () => (await search(source, { macs: ['old'] })).map(line => rawOf(line).toString());
    assert.equal(await kept(), ['line of 24', 'line of 16', 'line of 8', 'line of 0']);
    const names = await sql`SELECT relname FROM pg_class WHERE relname ~ '^plugtone_chunks_\\d{8}$'`;
    assert.is(names.length, 4);
    await tidy({ since: undefined, maxBytes: 80 });
    assert.is((await search(source, { macs: ['a'] })).length, 3);
    await tidy({ since: undefined, maxBytes: 22 });
    assert.equal(await kept(), ['line of 8', 'line of 0']);
  });

  test('two servers, one killed in mid-load: every acknowledged line is there exactly once', async () => {
    const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'plugtone-shared-')));
    const [first, second] = await Promise.all(folders.map(folder => startServe(folder, ['--store', url])));
    assert.ok(first && second);
    const phones = Array.from({ length: 16 }, (_, number) =>
      number % 2 ? rangePhone(macOf(number)) : erasingPhone(macOf(number)),
    );
    await phones[0]?.upload(first.url);
    await phones[1]?.upload(second.url);
    const end = Date.now() + 4000;
    // As behind a load balancer: each upload goes to either; where that one is gone, to the other.
    const one = async (phone: UploadingPhone, turn: number) => {
      for (let count = turn; Date.now() < end; count++) {
        const [mine, other] = count % 2 ? [first, second] : [second, first];
        if (!(await phone.upload(mine.url))) await phone.upload(other.url);
      }
    };
    const load = Promise.all(phones.map(one));
    await wait(2000);
    await second.kill();
    await load;
    for (const phone of phones) assert.ok(await phone.upload(first.url), phone.mac);
    await first.stop();
    let lines = 0;
    for (const phone of phones) {
      assert.is(await stored(sql, phone.mac), phone.written(), phone.mac);
      const own = (await search(source, { macs: [phone.mac] })).map(line => rawOf(line).toString());
      assert.equal(own.sort(), phone.written().replace(/\n$/, '').split('\n').sort()); // a line may end with a blank
      lines += own.length;
    }
    assert.ok(lines > 200, `only ${lines} lines`);
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  test('a database that is away is 503, and all is well when it is back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plugtone-shared-'));
    const away = await startServe(folder, ['--store', 'postgres://plugtone@127.0.0.1:1/none']);
    const answer = await fetch(`${away.url}/${macOf(99)}-app.log`, { method: 'PUT', body: 'x\n' });
    assert.is(answer.status, 503);
    await away.stop();
    rmSync(folder, { recursive: true });
  });
}

const cluster = await startCluster();
if (cluster) {
  const sql = openClient(cluster.url);
  await checks(cluster.url, sql);
  test.after(async () => {
    await sql.end({ timeout: 5 });
    cluster.stop();
  });
} else {
  process.stdout.write('SKIPPED: PostgreSQL is not installed\n');
  test.skip('logs in a real PostgreSQL', () => undefined);
}

test.run();
