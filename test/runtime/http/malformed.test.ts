// Malformed: what is no HTTP, or says what it must not, gets its status, one line in the log, and the reason why.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { atSite, macOf } from './site.ts';

const path = `/acme/m1/${macOf(1)}.cfg`;
const host = 'Host: phones.example';
const text = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;
const get = (...lines: string[]) => text(`GET ${path} HTTP/1.1`, ...lines);
const put = (...lines: string[]) => text(`PUT /${macOf(1)}-app.log HTTP/1.1`, host, ...lines);
const whole = '<main>one</main>';

// Requests as servers' own test suites have them, and what RFC 9112 asks for, or allows.
const cases: [request: string, status: string, reason?: RegExp][] = [
  [text(`GET http://phones.example${path} HTTP/1.1`, host), '200'],
  [text(`GET HTTPS://other.example:8443${path}?x=1 HTTP/1.1`, host), '200'],
  [text('GET http://phones.example HTTP/1.1', host), '404'],
  [text(`GET ftp://phones.example${path} HTTP/1.1`, host), '400', /no path of ours/],
  [text('OPTIONS * HTTP/1.1', host), '405'],
  [text('CONNECT phones.example:80 HTTP/1.1', host), '405'],
  [text(`TRACE ${path} HTTP/1.1`, host), '405'],
  [text(`BREW ${path} HTTP/1.1`, host), '400', /^no HTTP: /],
  [text(`get ${path} HTTP/1.1`, host), '400', /^no HTTP: /],
  [text(`GET ${path} HTTP/2.0`, host), '400', /version/],
  [text(`GET ${path}`, host), '400', /version/],
  [text('PRI * HTTP/2.0', '', 'SM'), '400', /^no HTTP: /],
  [text(`GET ${path} HTTP/1.0`), '200'],
  [get(), '400', /no Host/],
  [get(host, 'Host: other.example'), '400', /more than one Host/],
  [get('Host: a b'), '400', /a Host that can be none/],
  [get('Host: phones.example/'), '400', /a Host that can be none/],
  [get('Host: user@phones.example'), '400', /a Host that can be none/],
  [get('Host:'), '200'],
  [get('Host: [2001:db8::1]:8080'), '200'],
  [get(host, ' folded'), '400', /^no HTTP: /],
  [get(host, 'X : y'), '400', /^no HTTP: /],
  [get(host, 'X: a\0b'), '400', /^no HTTP: /],
  [get(host).replaceAll('\r\n', '\n'), '400', /^no HTTP: /],
  ['\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003', '400', /^no HTTP: /],
  [get(host, ...Array.from({ length: 400 }, (_, n) => `X-${n}: ${'y'.repeat(60)}`)), '431', /too long/],
  [put('Expect: 200-ok', 'Content-Length: 4'), '417', /expectation/],
  [`${put('Transfer-Encoding: chunked').replace('HTTP/1.1', 'HTTP/1.0')}0\r\n\r\n`, '400', /HTTP\/1\.0/],
];

test('each is answered as it should be, and told of in one line', () =>
  atSite(async ({ raw, records, until }) => {
    const lines = () => records.filter(({ event }) => event === 'request');
    for (const [number, [request, status, reason]] of cases.entries()) {
      const what = JSON.stringify(request.slice(0, 80));
      const reply = await raw(request);
      assert.match(reply, new RegExp(`^HTTP/1\\.1 ${status} `), what);
      assert.is(reply.match(/^HTTP\/1/gm)?.length, 1, what);
      if (status === '200') assert.ok(reply.endsWith(whole), what);
      await until(() => lines().length > number);
      const [line, ...more] = lines().slice(number);
      assert.is(more.length, 0, what);
      assert.is(String(line?.status), status, what);
      assert.match(String(line?.reason ?? ''), reason ?? /^$/, what);
    }
    const refused = records.filter(({ event }) => event === 'refused');
    assert.equal(
      refused.map(({ reason }) => reason),
      ['no path of ours'],
      'one a minute and address',
    );
  }));

test('a body that cannot be read is told of once, as its upload is', () =>
  atSite(async ({ raw, records, until }) => {
    const reply = await raw(`${put('Transfer-Encoding: chunked')}4\r\nline\r\nnonsense\r\n`, { open: true });
    assert.match(reply, /^HTTP\/1\.1 400 /);
    await until(() => records.some(({ event }) => event === 'request'));
    const told = records.filter(({ event }) => event === 'request' || event === 'refused');
    assert.equal(
      told.map(({ event, status, mac }) => [event, status, mac]),
      [
        ['request', 400, macOf(1)],
        ['refused', 400, macOf(1)],
      ],
    );
  }));

test.run();
