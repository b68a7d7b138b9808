// Rehearsal: what made-up phones ask for is answered as real phones' requests are, and leaves nothing behind.

import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openFront } from '../../../src/runtime/front.ts';
import { companyOf, requestsOf } from '../../../src/runtime/rehearsal/company.ts';
import { ask, stores } from '../../../src/runtime/rehearsal/exchange.ts';
import { rehearse } from '../../../src/runtime/rehearsal/rehearsal.ts';
import type { LogStore } from '../../../src/runtime/store/logs.ts';

const data = '/nowhere/rehearsal';

for (const [number, logs] of stores.entries())
  test(`every request of a made-up start gets the answer that a real one would get, store ${number}`, () =>
    answersOf(logs));

async function answersOf(logs: LogStore): Promise<void> {
  const lines: Record<string, unknown>[] = [];
  const { web, seen } = await openFront({
    address: { host: '127.0.0.1', port: 0 },
    dist: companyOf(),
    data,
    logs,
    firmware: `${data}/firmware`,
    access: {},
    authorities: () => [],
    log: record => lines.push(record),
  });
  for (const batch of requestsOf(2).slice(0, 10))
    await Promise.all(batch.map(text => ask(web.address.port, text)));
  await web.stop();
  const answered = lines
    .filter(({ event }) => event === 'request')
    .map(
      ({ method, path, status }) =>
        `${method} ${String(path)
          .split('/')
          .at(-1)
          ?.replace(/[0-9a-f]{12}/, '-')} ${status}`,
    );
  assert.equal(
    [...new Set(answered)],
    [
      'GET -.cfg 200',
      'GET phone.ld 404',
      'GET --config.cfg 200',
      'GET --phone.cfg 404',
      'GET --license.cfg 404',
      'GET --site.cfg 200',
      'GET --directory.xml 200',
      'HEAD --app.log 200',
      'PUT --app.log 201',
    ],
  );
  assert.is(answered.length, 20);
  assert.is([...seen.all()].length, 2);
  assert.not.ok(lines.some(({ level }) => level === 'error'));
  assert.not.ok(existsSync(data));
}

test('a rehearsal steps back behind each request of a real phone, and ends when it is stopped', async () => {
  const [looks, asks]: [number[], number[]] = [[], []];
  const rehearsal = rehearse({
    data,
    connections: () => {
      looks.push(performance.now());
      return 0;
    },
    answered: () => {
      asks.push(asks.length);
      return asks.length; // one more each time
    },
  });
  while (looks.length < 3) await wait(10);
  const [first = 0, second = 0, third = 0] = looks;
  assert.ok(second - first > 400 && third - second > 400, `${looks}`);
  await rehearsal.stop();
  await wait(600);
  assert.is(looks.length, 3);
});

test('a connection that is refused or cut off is no failure of the rehearsal', async () => {
  const server = createServer(socket => socket.destroy()).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  await ask(port, 'GET / HTTP/1.1\r\n\r\n');
  await new Promise(resolve => server.close(resolve));
  await ask(port, 'GET / HTTP/1.1\r\n\r\n');
});

test.run();
