// Files: what phones get, over real sockets.

import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { atSite, firmware, macOf } from './site.ts';

const config = `/acme/m1/${macOf(1)}.cfg`;

test('a file comes whole, with its type and digest, and any letter case of the MAC finds it', () =>
  atSite(async ({ ask }) => {
    const reply = await ask(config);
    assert.is(reply.status, 200);
    assert.is(reply.headers.get('content-type'), 'text/xml');
    assert.match(reply.headers.get('etag') ?? '', /^"[0-9a-f]{32}"$/);
    assert.is(await reply.text(), '<main>one</main>');
    assert.is(await (await ask(`//acme//m1/${macOf(1).toUpperCase()}.cfg?x=1`)).text(), '<main>one</main>');
  }));

test('letters beyond ASCII are counted and sent as bytes', () =>
  atSite(async ({ ask }) => {
    const reply = await ask('/acme/m1/company.cfg');
    assert.is(await reply.text(), '<company>one — ü</company>');
    assert.is(reply.headers.get('content-length'), String(Buffer.byteLength('<company>one — ü</company>')));
  }));

test('HEAD has the length and no body; who has the file already gets 304', () =>
  atSite(async ({ ask }) => {
    const reply = await ask(config, { method: 'HEAD' });
    assert.is(reply.headers.get('content-length'), '16');
    assert.is(await reply.text(), '');
    const tag = reply.headers.get('etag') ?? '';
    const modified = reply.headers.get('last-modified') ?? '';
    assert.is((await ask(config, { headers: { 'if-none-match': tag } })).status, 304);
    assert.is((await ask(config, { headers: { 'if-none-match': '"other"' } })).status, 200);
    assert.is((await ask(config, { headers: { 'if-modified-since': modified } })).status, 304);
    assert.is((await ask(config, { headers: { 'if-modified-since': 'yesterday' } })).status, 200);
  }));

test('at the root a phone gets the bootstrap of its model, and an unknown user agent nothing', () =>
  atSite(async ({ ask }) => {
    assert.is(await (await ask(`/${macOf(1)}.cfg`)).text(), '<bootstrap>one</bootstrap>');
    assert.is((await ask(`/${macOf(1)}.cfg`, { headers: { 'user-agent': 'curl' } })).status, 404);
  }));

test('other methods get 405 with what is allowed, and a path that is nothing 404', () =>
  atSite(async ({ ask }) => {
    for (const method of ['POST', 'DELETE', 'PUT', 'OPTIONS']) {
      const reply = await ask(config, { method });
      assert.is(reply.status, 405, method);
      assert.match(reply.headers.get('allow') ?? '', 'GET, HEAD');
    }
    assert.is((await ask('/nothing')).status, 404);
    assert.is((await ask('/manifest.json')).status, 404);
    assert.is((await ask('/acme/m1/')).status, 404);
  }));

test('firmware is resumed after a break, unless it is another file by now', () =>
  atSite(async site => {
    firmware(site, 'app.ld', '0123456789');
    const range = (headers: Record<string, string>) => site.ask('/acme/m1/app.ld', { headers });
    const whole = await range({});
    assert.is(await whole.text(), '0123456789');
    const rest = await range({ range: 'bytes=4-' });
    assert.is(rest.status, 206);
    assert.is(rest.headers.get('content-range'), 'bytes 4-9/10');
    assert.is(await rest.text(), '456789');
    assert.is((await range({ range: 'bytes=4-', 'if-range': '"another"' })).status, 200);
    assert.is((await range({ range: 'bytes=10-' })).status, 416);
    assert.is(await (await range({ range: 'bytes=-3' })).text(), '789');
  }));

test('conditions are judged as RFC 9110 says, for files and firmware alike', () =>
  atSite(async site => {
    firmware(site, 'app.ld', '0123456789');
    for (const path of [config, '/acme/m1/app.ld']) {
      const found = await site.ask(path, { method: 'HEAD' });
      const [tag, date] = ['etag', 'last-modified'].map(name => found.headers.get(name) ?? '');
      const [old, later] = ['Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 01 Jan 2100 00:00:00 GMT'];
      const cases: [headers: Record<string, string | undefined>, status: number][] = [
        [{ 'if-none-match': `W/${tag}` }, 304],
        [{ 'if-none-match': `"a", ${tag}` }, 304],
        [{ 'if-none-match': '*' }, 304],
        [{ 'if-none-match': '"a"', 'if-modified-since': date }, 200],
        [{ 'if-modified-since': date }, 304],
        [{ 'if-modified-since': old }, 200],
        [{ 'if-modified-since': 'yesterday' }, 200],
        [{ 'if-match': tag }, 200],
        [{ 'if-match': '*' }, 200],
        [{ 'if-match': `"a", ${tag}`, 'if-unmodified-since': old }, 200],
        [{ 'if-match': `W/${tag}` }, 412],
        [{ 'if-match': '"a"', 'if-none-match': tag }, 412],
        [{ 'if-unmodified-since': old }, 412],
        [{ 'if-unmodified-since': later }, 200],
        [{ 'if-unmodified-since': 'yesterday' }, 200],
        [{ 'if-match': tag, 'if-none-match': tag }, 304],
      ];
      for (const method of ['GET', 'HEAD'])
        for (const [headers, status] of cases) {
          const reply = await site.ask(path, { method, headers: headers as Record<string, string> });
          assert.is(reply.status, status, `${method} ${path} ${JSON.stringify(headers)}`);
          if (status !== 200) assert.is(await reply.text(), '');
        }
    }
    const head = await site.ask('/acme/m1/app.ld', { method: 'HEAD', headers: { range: 'bytes=4-' } });
    assert.equal([head.status, head.headers.get('content-length')], [200, '10'], 'a range is for GET alone');
  }));

test('no path trick leads out of what is served', () =>
  atSite(async site => {
    writeFileSync(join(site.folder, 'secret.ld'), 'secret');
    symlinkSync(join(site.folder, 'secret.ld'), join(site.folder, 'firmware', 'acme', 'link.ld'));
    const tricks = [
      '/acme/m1/link.ld',
      '/acme/m1/../../../secret.ld',
      '/acme/m1/%2e%2e/%2e%2e/%2e%2e/secret.ld',
      '/acme/m1/%252e%252e%252fsecret.ld',
      '/acme/m1/..%2f..%2fsecret.ld',
      '/acme/m1/..\\..\\secret.ld',
      '/acme/m1/x%00.ld',
      '/acme/m1/%ff.ld',
      '/..;/secret.ld',
      'http://127.0.0.1/acme/m1/../../secret.ld',
      'file:///etc/passwd',
      '//etc/passwd',
      '*',
    ];
    for (const target of tricks) {
      const reply = await site.raw(
        `GET ${target} HTTP/1.1\r\nHost: a\r\nUser-Agent: Acme M1/1.2.3\r\nConnection: close\r\n\r\n`,
      );
      assert.match(reply, /^HTTP\/1\.1 40[04] /, target);
      assert.not.match(reply, 'secret', target);
      assert.not.match(reply, 'root:', target);
    }
  }));

test.run();
