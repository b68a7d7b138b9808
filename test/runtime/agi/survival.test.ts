// Survival: whatever peers and callers do, the next caller is served. Our server and the toolkit's, on real sockets.

import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadAgiData } from '../../../src/runtime/agi/data.ts';
import type { FastAgi } from '../../../src/runtime/agi/fastAgi.ts';
import { startAgi } from '../../../src/runtime/agi/server.ts';
import { fastagi } from '../../../src/runtime/agi/toolkit/index.ts';
import { closed } from '../../closed.ts';
import { envBlock } from './env.ts';
import { writeTables } from './tables.ts';

const dist = writeTables();
const data = loadAgiData(dist);
rmSync(dist, { recursive: true });

const limits = { handshake: 400, deadline: 700 };

/** The same job, done by our app and by a person's script. */
const servers: Record<string, () => Promise<FastAgi>> = {
  app: () =>
    startAgi({ address: { host: '127.0.0.1', port: 0 }, data: () => data, log: () => {}, ...limits }),
  toolkit: () =>
    fastagi(
      async call => {
        if (call.number === '2565550100') await call.setCallerIdName('Alabama Supply');
        await call.setVariable('PLUGTONE_CALLER', call.number === '2565550100' ? 'hit' : 'miss');
      },
      { port: 0, log: () => {}, ...limits },
    ),
};

const dial = ({ address }: FastAgi) => connect(address.port, address.host).on('error', () => {});

interface Talk {
  env?: string;
  /** what Asterisk sends for the command of this index */
  answer?(index: number): string | string[];
}

/** One call; what the server said until it closed. */
async function call(server: FastAgi, { env = envBlock(), answer = () => '200 result=1\n' }: Talk = {}) {
  const socket = dial(server);
  let heard = '';
  let commands = 0;
  socket.on('data', async bytes => {
    heard += bytes;
    for (const part of [answer(commands++)].flat()) {
      if (!socket.destroyed) socket.write(part);
      await sleep(1);
    }
  });
  socket.write(env, 'latin1');
  await closed(socket);
  return heard;
}

async function isServing(server: FastAgi): Promise<void> {
  assert.match(
    await call(server),
    /^SET VARIABLE CALLERID\(name\) "Alabama Supply"\nSET VARIABLE PLUGTONE_CALLER "?hit"?\n$/,
  );
}

function survives(what: string, be: (server: FastAgi, name: string) => Promise<unknown>): void {
  for (const [name, start] of Object.entries(servers)) {
    test(`${name}: ${what}`, async () => {
      const server = await start();
      try {
        await be(server, name);
        await isServing(server);
      } finally {
        await server.stop();
      }
    });
  }
}

async function times(count: number, be: () => Promise<unknown>): Promise<void> {
  const worker = async () => {
    while (count-- > 0) await be();
  };
  await Promise.all(Array.from({ length: 50 }, worker));
}

// Node takes one connection out of the kernel's queue a turn, so a client in the same process has to pause.
survives('connect and close, thousands of times', async (server, name) => {
  for (let round = 0; round < (name === 'app' ? 20 : 2); round++) {
    await times(500, async () => {
      const socket = dial(server).resume();
      await once(socket, 'connect');
      socket.destroy();
      await closed(socket);
    });
    await isServing(server);
  }
});

survives('connect and reset, before, within and after the env', server =>
  times(900, async () => {
    const socket = dial(server).resume();
    await once(socket, 'connect');
    const env = envBlock();
    const length = Math.floor(Math.random() * 3) * Math.floor(env.length / 2);
    if (length > 0) await new Promise(resolve => socket.write(env.slice(0, length), resolve));
    socket.resetAndDestroy();
    await closed(socket);
  }),
);

survives('an env that comes byte by byte, in halves, and with a pause', async server => {
  const env = envBlock();
  const socket = dial(server).setNoDelay();
  let heard = '';
  socket.on('data', bytes => {
    heard += bytes;
    socket.write('200 result=1\n');
  });
  for (const [index, character] of [...env].entries()) {
    socket.write(character);
    if (index % 100 === 0) await sleep(1);
  }
  await closed(socket);
  assert.match(heard, /"Alabama Supply"\n.*hit/);
  for (const cut of [1, 100, env.length - 2, env.length - 1]) {
    const halves = dial(server).resume();
    halves.write(env.slice(0, cut));
    await sleep(5);
    halves.end(env.slice(cut));
    await closed(halves);
  }
});

survives('an env that stops, never ends, or is endless', async server => {
  const stopped = dial(server).resume();
  stopped.write(envBlock().slice(0, -1));
  const dripping = dial(server).resume();
  const drip = setInterval(() => dripping.write('agi_arg_1: x\n'), 20);
  const endless = dial(server).resume();
  endless.write(`${envBlock().slice(0, -1)}${'agi_arg_1: x\n'.repeat(20_000)}`);
  await Promise.all([stopped, dripping, endless].map(closed)).finally(() => clearInterval(drip));
});

survives('answers in pieces, two at once, and none', async server => {
  assert.match(await call(server, { answer: () => [...'200 result=1\n'] }), /hit/);
  assert.match(await call(server, { answer: () => '200 result=1\n200 result=1\n' }), /Alabama/);
  const started = performance.now();
  assert.match(await call(server, { answer: () => '' }), /the time is up.*\nfailure\n$/);
  assert.ok(performance.now() - started < 3000);
});

survives('refusals of every kind', async server => {
  for (const answer of [
    '510 Invalid or unknown command\n',
    '511 Command Not Permitted on a dead channel or intercept routine\n',
    '520-Invalid command syntax.  Proper usage follows:\nUsage\n200 result=1\n520 End of proper usage.\n',
    '520 Invalid command syntax.  Proper usage not available.\n',
    '100 result=0 Trying...\n200 result=0 Gosub complete\n',
    '503 result=-2 Memory allocation failure\n',
    '200 result=-1\n',
    '200 result=1 (a\nHANGUP\nc)\n',
  ])
    assert.match(await call(server, { answer: () => answer }), /PLUGTONE_CALLER "?hit/, answer);
});

survives('a hang-up at every point', async server => {
  for (const [before, after] of [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ])
    await call(server, {
      answer: index =>
        `${index === before && !after ? 'HANGUP\n' : ''}200 result=1\n${index === before && after ? 'HANGUP\n' : ''}`,
    });
  assert.is(await call(server, { env: `${envBlock()}HANGUP\n` }), '');
  for (const cut of [0, 1]) {
    const socket = dial(server);
    let commands = 0;
    socket.on('data', () => (commands++ === cut ? socket.end('HANGUP\n') : socket.write('200 result=1\n')));
    socket.write(envBlock());
    await closed(socket);
  }
});

survives('names in no UTF-8, with colons and quotes, and halves of characters', async server => {
  for (const agi_calleridname of [
    '\xff\xfe\x80',
    'a: b: c',
    'He said \\"hi\\"',
    'Zo\xc3',
    '(200 result=1)',
    ' ',
  ])
    assert.match(await call(server, { env: envBlock({ agi_calleridname }) }), /"Alabama Supply"\n.*hit/);
});

survives('lines that a caller has written into the env', async server => {
  for (const agi_callerid of [
    '2565550100\nagi_arg_1: x',
    '2565550100\nagi_calleridname: x',
    '2565550100\n\n200 result=1',
    '2565550100\n\nHANGUP',
    '2565550100\r\nagi_callerid: 1',
  ]) {
    const heard = await call(server, { env: envBlock({ agi_callerid }) });
    assert.is(heard, '', JSON.stringify(agi_callerid));
  }
});

survives('what no Asterisk sends', async server => {
  for (const env of [
    'GET / HTTP/1.1\r\nHost: x\r\n\r\n\n\n',
    '\n\n',
    '\0'.repeat(70_000),
    '\x16\x03\x01\n\n',
  ])
    assert.is(await call(server, { env }), '');
  assert.match(await call(server, { answer: () => 'nonsense\n' }), /Alabama Supply"\n$/);
  assert.match(await call(server, { answer: () => 'x'.repeat(70_000) }), /Alabama Supply"\n$/);
});

survives('two thousand connections that say nothing', async server => {
  const idle: Socket[] = [];
  await times(2000, async () => {
    const socket = dial(server).resume();
    await once(socket, 'connect');
    idle.push(socket);
  });
  await isServing(server);
  await Promise.all(idle.map(closed));
});

test.run();
