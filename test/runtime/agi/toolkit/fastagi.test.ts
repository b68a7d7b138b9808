// Fastagi: people's scripts over real sockets; whatever a script does, the call goes on.

import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Script } from '../../../../src/runtime/agi/toolkit/call.ts';
import {
  type CallRecord,
  type FastAgiServerOptions,
  fastagi,
  type Scripts,
} from '../../../../src/runtime/agi/toolkit/fastagi.ts';
import { asterisk } from '../../../../src/runtime/agi/toolkit/testing/asterisk.ts';
import type { TestOptions, TestResult } from '../../../../src/runtime/agi/toolkit/testing/side.ts';
import { envBlock } from '../env.ts';

type Place = (path: string, options?: TestOptions) => Promise<TestResult>;

async function serving(
  scripts: Scripts,
  use: (call: Place, records: CallRecord[]) => Promise<void>,
  options: FastAgiServerOptions = {},
): Promise<void> {
  const records: CallRecord[] = [];
  const server = await fastagi(scripts, { port: 0, log: record => records.push(record), ...options });
  const { host, port } = server.address;
  try {
    await use((path, more) => asterisk(`agi://${host}:${port}/${path}`, more), records);
  } finally {
    await server.stop();
  }
}

const greet: Script = async call => {
  await call.setVariable(
    'SAID',
    `${call.script} ${call.query.get('to')} ${call.args.join('+')} ${call.number}`,
  );
};

test('a script is found by its name, with its query and arguments', () =>
  serving({ greet }, async (call, records) => {
    const { variables, status } = await call('greet?to=a%20b', { args: ['x', 'y'] });
    assert.is(variables['SAID'], 'greet a b x+y 2565550100');
    assert.is(status, 'SUCCESS');
    assert.equal([records[0]?.script, records[0]?.ending], ['greet', 'done']);
    for (const name of ['nobody', 'constructor', '', 'greet/x'])
      assert.is((await call(name)).status, 'FAILURE', name);
    assert.equal(new Set(records.slice(1).map(({ ending }) => ending)), new Set(['unknown']));
  }));

test('one script may answer to every name', () =>
  serving(greet, async call => {
    assert.match((await call('any/thing')).variables['SAID'] ?? '', /^any\/thing /);
  }));

test('what a script throws is told to the console, and the call goes on', () =>
  serving(
    {
      late: async call => {
        await call.answer();
        throw new Error('no\ntable');
      },
      early: () => {
        throw 'a string';
      },
      given: call => call.failure(),
    },
    async (call, records) => {
      const late = await call('late');
      assert.equal([late.status, late.console], ['FAILURE', ['plugtone: no table']]);
      assert.equal((await call('early')).console, ['plugtone: a string']);
      const given = await call('given');
      assert.equal([given.status, given.console], ['FAILURE', []]);
      assert.equal(
        records.map(({ ending, fault }) => [ending, fault]),
        [
          ['failed', 'no\ntable'],
          ['failed', 'a string'],
          ['refused', undefined],
        ],
      );
    },
  ));

test('a script that thinks too long is left behind, and learns of it', async () => {
  const learned: unknown[] = [];
  const slow: Script = async call => {
    await sleep(400);
    learned.push(call.signal.aborted, (await call.answer()).ok, await call.answer());
  };
  await serving(
    { slow },
    async call => {
      const { status, console } = await call('slow');
      assert.equal(learned, []); // it still thinks
      assert.equal(
        [status, console],
        ['FAILURE', ['plugtone: the time is up, the call goes on without an answer']],
      );
      await sleep(450);
      assert.equal(learned.slice(0, 2), [true, false]);
      assert.is((learned[2] as { refusal: string }).refusal, 'timeout');
    },
    { deadline: 150 },
  );
});

test('the clock stands still while Asterisk dials, plays or listens', async () => {
  const server = await fastagi(
    async call => {
      await call.exec('Dial', 'PJSIP/101,20');
      await call.setVariable('DONE', 'yes');
    },
    { port: 0, deadline: 200 },
  );
  const socket = connect(server.address.port, '127.0.0.1');
  let heard = '';
  socket.on('data', async bytes => {
    heard += bytes;
    if (`${bytes}`.startsWith('EXEC')) await sleep(500);
    socket.write('200 result=0\n');
  });
  socket.write(envBlock());
  await once(socket, 'close');
  assert.is(heard, 'EXEC Dial "PJSIP/101,20"\nSET VARIABLE DONE "yes"\n');
  await server.stop();
});

test('a hang-up is no answer: what a dead channel may still works', () =>
  serving(
    async call => {
      const dialled = await call.exec('Dial', 'PJSIP/101,20');
      const { value } = await call.getVariable('DIALSTATUS');
      const played = await call.streamFile('bye');
      await call.setVariable('SEEN', [dialled.value, value, played.ok, call.signal.aborted].join(' '));
    },
    async call => {
      const { variables } = await call('x', {
        hangUpAfter: 0,
        answers: { 'EXEC Dial': '200 result=-1' },
        variables: { DIALSTATUS: 'CANCEL' },
      });
      assert.is(variables['SEEN'], '-1 CANCEL false true');
    },
  ));

test('a script that does not wait has its commands sent in order, one at a time', () =>
  serving(
    call => {
      call.answer();
      call.setVariable('A', 1);
      call.setVariable('A', 2).then(() => call.setVariable('B', 3));
    },
    async call => {
      const { commands } = await call('x');
      assert.equal(commands.slice(0, 3), ['ANSWER', 'SET VARIABLE A "1"', 'SET VARIABLE A "2"']);
    },
  ));

test('a port in use is an error at start', async () => {
  const first = await fastagi(greet, { port: 0 });
  const second = await fastagi(greet, { port: first.address.port }).catch(error => error.code);
  assert.is(second, 'EADDRINUSE');
  await first.stop();
});

test.run();
