// Two readers: whatever our strict reader takes gets the answer that node:http would give.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readPlain } from '../../../src/runtime/http/plain.ts';
import { twoReaders } from './twoReaders.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 300);

const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'GET ',
      'HEAD ',
      '/a',
      '/304',
      '/404',
      '?q=%41',
      ' HTTP/1.1',
      ' HTTP/1.0',
      '\r\n',
    ),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'Host: a',
      'host:a',
      'User-Agent: Acme M1/1 Updater',
      'Connection: close',
      'Connection: keep-alive',
      'Connection: Keep-Alive, x',
      'If-None-Match: "x"',
      'Range: bytes=0-1',
      'X-Other:\t spaced  out \t',
      'X-Other:',
      'Cookie: a=b',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'Content-Length: 0',
      'Content-Length: 4',
      'Transfer-Encoding: chunked',
      'Expect: 100-continue',
      'Upgrade: h2c',
      'POST ',
      'PUT ',
      ' folded',
      '\n',
      '\r',
      '\0',
      ': empty',
      'Bad Name: x',
      'A: b\u00e9',
      'http://a/b',
      '#f',
      '\t',
      ' ',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 3 }) },
);
const line = fc.oneof(
  { weight: 8, arbitrary: piece.map(text => `${text}\r\n`) },
  { weight: 1, arbitrary: piece },
);
const request = fc
  .tuple(
    fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'get', 'POST'),
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom('/', '/a/b.cfg', '/304', '/404?x', '//a', '/a%20b') },
      { weight: 1, arbitrary: fc.webPath() },
      { weight: 1, arbitrary: fc.string() },
    ),
    fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/1.2', 'HTTP/2.0'),
    fc.constantFrom('Host: a\r\n', 'Host: a\r\n', 'Host: a\r\n', 'Host:\r\n', ''),
    fc.array(line, { maxLength: 5 }),
  )
  .map(
    ([method, target, version, host, lines]) =>
      `${method} ${target} ${version}\r\n${host}${lines.join('')}\r\n`,
  );

const compared = async (requests: fc.Arbitrary<string>) => {
  const readers = await twoReaders();
  try {
    const property = fc.asyncProperty(requests, async bytes => {
      const { ours, judges } = await readers.both(bytes);
      assert.is(ours, judges);
    });
    await fc.assert(property, { numRuns: runs });
    assert.ok(readers.plain() > runs / 30, `only ${readers.plain()} requests were plain`);
  } finally {
    readers.stop();
  }
};

// What stands behind a request's end is another request, and node:http may drop answers before a bad one.
const endsOnce = (text: string) => text.indexOf('\r\n\r\n') === text.length - 4;

test('whatever is sent, the answer is that of node:http, byte for byte but for the date', () =>
  compared(request.filter(endsOnce)));

test('requests sent one behind the other are answered in their order, as by node:http', () => {
  const good = fc
    .tuple(fc.constantFrom('GET', 'HEAD'), fc.constantFrom('/', '/304', '/404', '/a/b.cfg'))
    .map(([method, target]) => `${method} ${target} HTTP/1.1\r\nHost: a\r\n\r\n`);
  return compared(fc.array(good, { minLength: 1, maxLength: 40 }).map(all => all.join('')));
});

test("a phone's request is plain; one with a body, a fold, a second Host or another protocol is not", () => {
  const plain = (...lines: string[]) => readPlain(`${lines.join('\r\n')}\r\n\r\n`);
  const get = 'GET /a.cfg HTTP/1.1';
  assert.is(plain(get, 'Host: a', 'User-Agent: Acme')?.target, '/a.cfg');
  assert.is(plain(get, 'Host: a')?.keepAlive, true);
  assert.is(plain('GET /a.cfg HTTP/1.0', 'Host: a')?.keepAlive, false);
  assert.is(plain(get, 'Host: a', 'Connection: Close')?.keepAlive, false);
  for (const lines of [
    [get],
    [get, 'Host:'],
    [get, 'Host: a', 'Host: a'],
    [get, 'Host: a', 'Content-Length: 1'],
    [get, 'Host: a', 'Transfer-Encoding: chunked'],
    [get, 'Host: a', 'Upgrade: x', 'Connection: upgrade'],
    [get, 'Host: a', 'A: b', ' c'],
    [get, 'Host: a', 'A : b'],
    ['PUT /a HTTP/1.1', 'Host: a'],
    ['GET http://a/ HTTP/1.1', 'Host: a'],
    ['GET /a b HTTP/1.1', 'Host: a'],
    ['GET /\u00e9 HTTP/1.1', 'Host: a'],
  ])
    assert.is(plain(...lines), undefined, lines.join(' | '));
  assert.is(readPlain(`${get}\r\nHost: a\r\n`), undefined);
});

test('header lines that were read before are read alike, in HTTP/1.0 and 1.1, with a new path', () => {
  const lines = 'Host: a\r\nUser-Agent: Acme\r\n\r\n';
  for (const round of [1, 2])
    for (const minor of [0, 1]) {
      const plain = readPlain(`GET /${round}${minor}.cfg HTTP/1.${minor}\r\n${lines}next`);
      assert.is(plain?.target, `/${round}${minor}.cfg`);
      assert.is(plain?.keepAlive, minor === 1);
      assert.is(plain?.header('user-agent'), 'Acme');
      assert.is(plain?.header('accept'), undefined);
    }
});

test.run();
