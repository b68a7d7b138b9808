// Upload: what a phone's PUT gets over HTTP, and what is stored of it.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Runtime, serve } from '../../../src/runtime/serve.ts';
import { search } from '../../../src/runtime/store/search.ts';
import { openReader, readStored } from '../../../src/runtime/store/sqlite/reader.ts';
import { openForReading, storeFile } from '../../../src/runtime/store/sqlite/schema.ts';
import { closed } from '../../closed.ts';
import { head, writeCompany } from './company.ts';

interface Place {
  url: string;
  port: number;
  data: string;
  runtime: Runtime;
}

async function withServer(use: (place: Place) => Promise<void>, change = {}): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-upload-'));
  const [dist, data] = [join(folder, 'dist'), join(folder, 'data')];
  mkdirSync(dist);
  writeCompany(dist, { ...head, ...change });
  const nowhere = { admin: undefined, agi: undefined, firmware: undefined, log: () => undefined };
  const runtime = await serve({ dist, data, http: { host: '127.0.0.1', port: 0 }, ...nowhere });
  const { port } = runtime.http;
  try {
    await use({ url: `http://127.0.0.1:${port}`, port, data, runtime });
  } finally {
    await runtime.stop();
    rmSync(folder, { recursive: true });
  }
}

const app = '/0004f2aabb01-app.log';

async function ask(
  url: string,
  init: RequestInit,
): Promise<{ status: number; length: number; text: string }> {
  const answer = await fetch(url, { ...init, headers: { connection: 'close', ...init.headers } });
  return {
    status: answer.status,
    length: Number(answer.headers.get('content-length')),
    text: await answer.text(),
  };
}
const put = async (url: string, body: string, headers = {}) =>
  (await ask(url, { method: 'PUT', body, headers })).status;
const size = async (url: string) => (await ask(url, { method: 'HEAD' })).length;

/** Sends bytes as they are, with pauses, and returns what came back until the server closed; `cut` closes before. */
async function raw(port: number, parts: (string | number)[], cut = false): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', bytes => {
    heard += bytes;
  });
  socket.on('error', () => undefined);
  for (const part of parts) {
    if (typeof part === 'number') await wait(part);
    else socket.write(part);
  }
  if (!cut) await Promise.race([closed(socket), wait(3000)]);
  socket.destroy();
  return heard;
}

test('HEAD gives what a phone must append to, at the root and in its folder, in any letter case', () =>
  withServer(async ({ url }) => {
    assert.is(await size(url + app), 0);
    assert.is(await put(url + app, 'one\n', { 'content-range': 'bytes 0-3/4' }), 201);
    assert.is(await put(`${url}/desk/d1${app}`, 'two\n', { 'content-range': 'bytes 4-7/8' }), 204);
    assert.is(await put(`${url}/0004F2AABB01-app.log`, 'three\n', { 'content-range': 'bytes 8-13/14' }), 204);
    assert.is(await size(url + app), 14);
  }));

test('a chunked body, one after 100-continue and an empty one are taken', () =>
  withServer(async ({ url, port }) => {
    const chunked = `PUT ${app} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n`;
    assert.match(
      await raw(port, [chunked, '4\r\none\n\r\n', 50, '4\r\ntwo\n\r\n0\r\n\r\n', 200]),
      /^HTTP\/1.1 201/,
    );
    const expecting = `PUT ${app} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nexpect: 100-continue\r\ncontent-length: 6\r\n\r\n`;
    assert.match(await raw(port, [expecting, 200, 'three\n', 200]), /^HTTP\/1.1 100 .*HTTP\/1.1 204/s);
    assert.is(await put(url + app, ''), 204);
    assert.is(await size(url + app), 14);
  }));

test('what came of a cut off range is kept, and the retry adds the rest', () =>
  withServer(async ({ url, port }) => {
    assert.is(await put(url + app, 'one\n', { 'content-range': 'bytes 0-3/4' }), 201);
    const cut = `PUT ${app} HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\ncontent-range: bytes 4-13/14\r\n\r\n`;
    await raw(port, [cut, 'two\nth', 100], true);
    for (let times = 0; times < 50 && (await size(url + app)) < 10; times++) await wait(20);
    assert.is(await size(url + app), 10);
    assert.is(await put(url + app, 'two\nthree\n', { 'content-range': 'bytes 4-13/14' }), 204);
    assert.is(await size(url + app), 14);
  }));

test('a body cut off without a place is not kept', () =>
  withServer(async ({ url, port }) => {
    await raw(port, [`PUT ${app} HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n`, 'two\nth', 100], true);
    await wait(100);
    assert.is(await size(url + app), 0);
  }));

test('larger than logs.max is 413, by its length or by what comes', () =>
  withServer(
    async ({ url, port }) => {
      assert.is(await put(url + app, 'x'.repeat(1001)), 413);
      const endless = `PUT ${app} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`;
      assert.match(await raw(port, [endless, `800\r\n${'x'.repeat(2048)}\r\n`, 200]), /^HTTP\/1.1 413/);
      assert.is(await size(url + app), 0);
      assert.is(await put(url + app, 'x'.repeat(1000)), 201);
    },
    { logs: { keepDays: 30, maxBytes: 1000 } },
  ));

test('two megabytes come in pieces and are stored once, also when they come again', () =>
  withServer(async ({ url, data, runtime }) => {
    const body = Array.from(
      { length: 20_000 },
      (_, line) => `1124130000|sip  |4|00|${line} ${'y'.repeat(80)}\n`,
    ).join('');
    assert.is(await put(url + app, body), 201);
    assert.is(await put(url + app, body), 204);
    assert.is(await put(url + app, `${body}more\n`), 204);
    assert.is(await size(url + app), body.length + 5);
    await runtime.stop();
    const database = await openForReading(join(data, 'logs', storeFile));
    const stored = readStored(database)('0004f2aabb01', 'app.log', { at: 0, length: body.length + 5 });
    assert.ok(stored?.toString() === `${body}more\n`);
    assert.is((await search(openReader(database), {})).length, 20_001);
    database.close();
  }));

test('settings changed at a phone are refused, or the newest is kept and none is served', async () => {
  const names = ['phone.cfg', 'web.cfg', 'directory.xml', 'calls.xml'];
  const kinds = ['override', 'override', 'directory', 'calls'] as const;
  const uploads = names.map((name, index) => ({ name: `{mac}-${name}`, kind: kinds[index] ?? 'override' }));
  const packs = head.packs.map(pack => ({ ...pack, uploads }));
  for (const overrides of ['refuse', 'keep'] as const) {
    await withServer(
      async ({ url, data }) => {
        for (const name of names) {
          const path = `${url}/0004f2aabb01-${name}`;
          const statuses = [
            await put(path, 'first'),
            await put(path, 'newest'),
            (await ask(path, { method: 'GET' })).status,
          ];
          assert.equal(statuses, overrides === 'keep' ? [201, 204, 404] : [403, 403, 404], name);
          const kept = join(data, 'overrides', '0004f2aabb01', name);
          assert.is(existsSync(kept) ? readFileSync(kept, 'utf8') : '', overrides === 'keep' ? 'newest' : '');
        }
      },
      { packs, provisioning: { url: 'http://prov.example.com', overrides } },
    );
  }
});

test('two phones’ logs do not mix, and a name that no pack lists is not taken', () =>
  withServer(async ({ url }) => {
    await put(url + app, 'one\n');
    await put(`${url}/0004f2aabb02-app.log`, 'other, longer\n');
    assert.equal([await size(url + app), await size(`${url}/0004f2aabb02-app.log`)], [4, 14]);
    assert.is(await put(`${url}/0004f2aabb01-core.log`, 'x'), 404);
    assert.is(await put(`${url}/app.log`, 'x'), 404);
  }));

test.run();
