// Server: calls over real sockets, and what must not trouble it.

import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadAgiData } from '../../../src/runtime/agi/data.ts';
import { type AgiOptions, type AgiServer, startAgi } from '../../../src/runtime/agi/server.ts';
import type { LogRecord } from '../../../src/runtime/log.ts';
import { closed } from '../../closed.ts';
import { envBlock } from './env.ts';
import { writeTables } from './tables.ts';

const dist = writeTables();
const data = loadAgiData(dist);
rmSync(dist, { recursive: true });

async function withServer(
  use: (server: AgiServer, log: LogRecord[]) => Promise<void>,
  rest: Partial<AgiOptions> = {},
): Promise<void> {
  const log: LogRecord[] = [];
  const server = await startAgi({
    address: { host: '127.0.0.1', port: 0 },
    data: () => data,
    log: record => log.push(record),
    ...rest,
  });
  try {
    await use(server, log);
  } finally {
    await server.stop();
  }
}

const dial = ({ address }: AgiServer) => connect(address.port, address.host).on('error', () => {});

/** Plays Asterisk: sends the env, answers each command, returns what the server said until it closed. */
async function call(server: AgiServer, env = envBlock(), answer = '200 result=1\n'): Promise<string> {
  const socket = dial(server);
  let heard = '';
  socket.on('data', bytes => {
    heard += bytes;
    socket.write(answer);
  });
  socket.write(env);
  await closed(socket);
  return heard;
}

const served = 'SET VARIABLE CALLERID(name) "Alabama Supply"\nSET VARIABLE PLUGTONE_CALLER hit\n';

test('a call gets its name, and the log a line', () =>
  withServer(async (server, log) => {
    assert.is(await call(server), served);
    assert.equal(log, [
      { level: 'info', event: 'agi', script: 'caller-name', ending: 'done', result: 'hit' },
    ]);
  }));

test('the script is the path before the question mark; any other is failure', () =>
  withServer(async server => {
    assert.is(await call(server, envBlock({ agi_network_script: 'caller-name?x=1/2' })), served);
    for (const agi_network_script of ['nobody', '', 'caller-name/x', 'constructor']) {
      assert.is(await call(server, envBlock({ agi_network_script })), 'failure\n');
    }
    assert.is(await call(server, envBlock({ agi_network_script: undefined })), 'failure\n');
  }));

test('refusals leave the call alone', () =>
  withServer(async server => {
    assert.is(
      await call(server, envBlock(), '511 Command Not Permitted on a dead channel or intercept routine\n'),
      served,
    );
  }));

test('many calls at once are each answered', () =>
  withServer(async server => {
    const heard = await Promise.all(Array.from({ length: 200 }, () => call(server)));
    assert.equal(new Set(heard), new Set([served]));
  }));

test('peers that close, reset or send garbage do not trouble the next call', () =>
  withServer(async server => {
    const rude: ((socket: Socket) => void)[] = [
      socket => socket.destroy(),
      socket => socket.resetAndDestroy(),
      socket => socket.write(envBlock().slice(0, 200), () => socket.resetAndDestroy()),
      socket => socket.write(envBlock(), () => socket.resetAndDestroy()),
      socket => socket.end(envBlock().slice(0, 200)),
      socket => socket.end(`${envBlock()}HANGUP\n`),
      socket => socket.end('GET / HTTP/1.1\r\n\r\n\n\n'),
      socket => socket.end(Buffer.alloc(100_000, 255)),
    ];
    for (let round = 0; round < 20; round++) {
      await Promise.all(
        rude.map(async be => {
          const socket = dial(server).resume();
          socket.on('connect', () => be(socket));
          await closed(socket);
        }),
      );
    }
    assert.is(await call(server), served);
  }));

test('a silent connection and an env that never ends are closed at the deadline', () =>
  withServer(
    async server => {
      const silent = dial(server).resume();
      const endless = dial(server).resume();
      const drip = setInterval(() => endless.write('agi'), 20);
      await Promise.all([closed(silent), closed(endless)]).finally(() => clearInterval(drip));
      assert.is(await call(server), served);
    },
    { deadline: 300 },
  ));

test('a flood of idle connections ends the oldest and serves the next call', () =>
  withServer(
    async server => {
      const idle: Socket[] = [];
      for (let index = 0; index < 60; index++) {
        const socket = dial(server).resume();
        await once(socket, 'connect');
        idle.push(socket);
      }
      assert.is(await call(server), served);
      await closed(idle[0] ?? dial(server));
      for (const socket of idle) socket.destroy();
    },
    { most: 20 },
  ));

test('new data is taken up by the next call', async () => {
  let current = data;
  await withServer(
    async server => {
      assert.is(await call(server), served);
      current = { ...data, numbering: { ...data.numbering, national: '(?!)', internal: 0, trunk: '' } };
      assert.is(await call(server), 'SET VARIABLE PLUGTONE_CALLER miss\n');
    },
    { data: () => current },
  );
});

test('data that cannot be had is failure, and said so', () =>
  withServer(
    async (server, log) => {
      assert.is(await call(server), 'VERBOSE "plugtone: no dist" 1\nfailure\n');
      assert.is(log[0]?.level, 'error');
    },
    {
      data: () => {
        throw new Error('no dist');
      },
    },
  ));

test('an address in use is an error at start', () =>
  withServer(async server => {
    const second = await startAgi({ address: server.address, data: () => data, log: () => {} }).catch(
      error => error.code,
    );
    assert.is(second, 'EADDRINUSE');
  }));

test.run();
