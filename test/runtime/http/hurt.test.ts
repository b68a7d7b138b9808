// Hurt: clients that mean harm or know no better, over real sockets.

import { connect, type Socket } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { connections } from '../../../src/runtime/http/connections.ts';
import { nothing } from '../../../src/runtime/http/handle.ts';
import { givenTo, judge, limits } from '../../../src/runtime/http/judge.ts';
import { agent, atSite, macOf } from './site.ts';

const path = `/acme/m1/${macOf(1)}.cfg`;
const get = (target = path, ...lines: string[]) =>
  [`GET ${target} HTTP/1.1`, 'Host: a', `User-Agent: ${agent}`, ...lines, '', ''].join('\r\n');
const put = (...lines: string[]) =>
  [`PUT /${macOf(1)}-app.log HTTP/1.1`, 'Host: a', `User-Agent: ${agent}`, ...lines, '', ''].join('\r\n');
const statuses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(found => found[1]);

test('requests of one packet are answered in order, and a half-closed client gets its answer', () =>
  atSite(async ({ raw }) => {
    const reply = await raw(get() + get('/nix') + get());
    assert.equal(statuses(reply), ['200', '404', '200']);
  }));

test('a request that comes byte by byte is answered as one that comes whole', () =>
  atSite(async ({ runtime }) => {
    const socket = connect(runtime.http.port, '127.0.0.1');
    socket.setNoDelay(true);
    const reply = collected(socket);
    for (const byte of get(path, 'Connection: close')) {
      socket.write(byte);
      await new Promise(resolve => setImmediate(resolve));
    }
    assert.match(await reply, /<main>one<\/main>$/);
  }));

test('what smuggles a second request is refused: two lengths, or a length beside chunks', () =>
  atSite(async ({ raw }) => {
    const smuggled = 'GET /nix HTTP/1.1\r\nHost: a\r\n\r\n';
    for (const lines of [
      ['Content-Length: 4', 'Content-Length: 5'],
      ['Content-Length: 4', 'Transfer-Encoding: chunked'],
      ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'],
      ['Content-Length: +4'],
      ['Content-Length: 4, 4'],
      ['Transfer-Encoding: xchunked'],
      ['Content-Length : 4'],
    ]) {
      for (const head of [put(...lines), get(path, ...lines)]) {
        const reply = await raw(`${head}${smuggled}`);
        assert.is(statuses(reply)[0], '400', `${lines.join(' | ')}: ${reply}`);
        assert.is(statuses(reply).length, 1, reply);
      }
    }
  }));

test('a flood of headers is refused with 431, and the others are answered', () =>
  atSite(async ({ raw }) => {
    const flood = Array.from({ length: 4000 }, (_, n) => `X-${n}: ${'y'.repeat(40)}`);
    const [flooded, well] = await Promise.all([raw(get(path, ...flood)), raw(get())]);
    assert.match(flooded, /^HTTP\/1\.1 431 /);
    assert.match(well, /^HTTP\/1\.1 200 /);
  }));

test('a body larger than the limit gets 413, told in advance or not', () =>
  atSite(async ({ raw }) => {
    assert.match(await raw(put('Content-Length: 200000'), { open: true }), /^HTTP\/1\.1 413 /);
    const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`;
    assert.match(
      await raw(put('Transfer-Encoding: chunked') + chunk.repeat(5), { open: true }),
      /^HTTP\/1\.1 413 /,
    );
  }));

test('who asks whether to send a body is told to where it is wanted, and gets a refusal without it', () =>
  atSite(async ({ runtime, raw }) => {
    const expect = 'Expect: 100-continue';
    const refused = await raw(put(expect, 'Content-Length: 200000'), { open: true });
    assert.equal(statuses(refused), ['413']);
    const nowhere = put(expect, 'Content-Length: 4').replace('-app.log', '-nix.log');
    assert.equal(statuses(await raw(nowhere, { open: true })), ['404']);
    const socket = connect(runtime.http.port, '127.0.0.1');
    const reply = collected(socket);
    socket.write(put(expect, 'Content-Length: 4', 'Connection: close'));
    await new Promise(resolve => socket.once('data', resolve));
    socket.write('1234');
    assert.equal(statuses(await reply), ['100', '201']);
  }));

test('a client that reads nothing does not make us hold its answers', () =>
  atSite(async ({ runtime, ask }) => {
    const socket = connect(runtime.http.port, '127.0.0.1');
    socket.pause();
    socket.on('error', () => undefined);
    const before = process.memoryUsage.rss();
    for (let burst = 0; burst < 50; burst++) socket.write(get().repeat(1000));
    await new Promise(resolve => setTimeout(resolve, 300));
    assert.is((await ask(path)).status, 200);
    assert.ok(process.memoryUsage.rss() - before < 150e6, 'memory grew');
    socket.destroy();
  }));

test('thousands of idle connections leave the server as quick as before, and over the limit the oldest go', async () => {
  const service = {
    answer: () => ({ ...nothing, reply: { status: 200 } }),
    finished: () => undefined,
    broke: () => undefined,
    closing: () => false,
  };
  const clients = connections({ service, handOver: () => undefined }, 100);
  const { createServer } = await import('node:net');
  const server = createServer({ allowHalfOpen: true }, clients.take);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  const sockets: Socket[] = [];
  for (let n = 0; n < 1000; n++) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    await new Promise(resolve => socket.once('connect', resolve));
  }
  await new Promise(resolve => setTimeout(resolve, 100));
  assert.ok(clients.count() <= 101, `${clients.count()} are held`);
  const last = sockets.at(-1);
  assert.not(last?.destroyed);
  const reply = last && collected(last);
  last?.write(get(path, 'Connection: close'));
  assert.match((await reply) ?? '', /^HTTP\/1\.1 200 /);
  for (const socket of sockets) socket.destroy();
  server.close();
});

test('four thousand idle connections, or as many as this machine allows, hold nobody up', () =>
  atSite(async ({ runtime, ask }) => {
    const sockets: Socket[] = [];
    let failed = 0;
    for (let n = 0; n < 4000 && failed === 0; n++) {
      const socket = connect({
        port: runtime.http.port,
        host: '127.0.0.1',
        localAddress: `127.0.0.${2 + (n % 100)}`,
      });
      socket.on('error', () => failed++);
      sockets.push(socket);
      if (n % 100 === 0) await new Promise(resolve => setTimeout(resolve, 5));
    }
    const started = performance.now();
    assert.is((await ask(path)).status, 200);
    assert.ok(performance.now() - started < 2000);
    for (const socket of sockets) socket.destroy();
  }));

test('a request that never gets done is cut off when its time is up', async () => {
  const server = judge(
    {
      answer: () => ({ ...nothing, reply: { status: 200 } }),
      finished: () => undefined,
      broke: () => undefined,
      closing: () => false,
    },
    { ...limits, headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 },
  );
  const { createServer } = await import('node:net');
  const front = createServer({ allowHalfOpen: true }, socket => server.emit('connection', socket));
  await new Promise<void>(resolve => front.listen(0, '127.0.0.1', resolve));
  const bound = front.address();
  const socket = connect(typeof bound === 'object' && bound ? bound.port : 0, '127.0.0.1');
  const reply = collected(socket);
  socket.write('GET / HTTP/1.1\r\nHost: ');
  assert.match(await reply, /^HTTP\/1\.1 408 /);
  front.close();
  server.close();
});

test('a stop lets a request finish that is under way, and takes no new one', () =>
  atSite(async ({ runtime }) => {
    const { port } = runtime.http;
    const socket = connect(port, '127.0.0.1');
    const reply = collected(socket);
    socket.write(put('Content-Length: 10'));
    socket.write('12345');
    await new Promise(resolve => setTimeout(resolve, 100));
    const stopped = runtime.stop();
    await new Promise(resolve => setTimeout(resolve, 50));
    await new Promise(resolve => connect(port, '127.0.0.1').on('error', resolve));
    socket.write('67890');
    assert.match(await reply, /^HTTP\/1\.1 20[14] [\s\S]*connection: close/i);
    await stopped;
  }));

for (const [reader, line] of [
  ['our own reader', 'X-Plain: yes'],
  ['node:http', 'Content-Length: 0'],
])
  test(`a stop does not wait for what a client may ask next, whose answer by ${reader} came after it`, async () => {
    let [closing, asked] = [false, () => {}];
    const begun = new Promise<void>(resolve => {
      asked = resolve;
    });
    let answer = () => {};
    const answered = new Promise<void>(resolve => {
      answer = resolve;
    });
    const service = {
      answer: async () => {
        asked();
        await answered;
        return { ...nothing, reply: { status: 200 } };
      },
      finished: () => undefined,
      broke: () => undefined,
      closing: () => closing,
    };
    const unusual = judge(service);
    const clients = connections({ service, handOver: givenTo(unusual) }, 100);
    const { createServer } = await import('node:net');
    const server = createServer({ allowHalfOpen: true }, clients.take);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const bound = server.address();
    const socket = connect(typeof bound === 'object' && bound ? bound.port : 0, '127.0.0.1');
    const reply = collected(socket);
    socket.write(get(path, line ?? ''));
    await begun;
    closing = true;
    const stopped = performance.now();
    server.close();
    clients.endIdle();
    unusual.close();
    answer();
    assert.match(await reply, /^HTTP\/1\.1 200 /);
    assert.ok(performance.now() - stopped < 3000, 'the connection was kept');
  });

function collected(socket: Socket): Promise<string> {
  let text = '';
  return new Promise(resolve => {
    socket.on('data', part => {
      text += part.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}

test.run();
