// Toolkit server: a FastAGI server of the toolkit in a process of its own, with an impatient deadline. Prints its port.

import { setTimeout as sleep } from 'node:timers/promises';
import { fastagi } from '../../src/runtime/agi/toolkit/index.ts';

const tricky = 'He "q" b\\s; $' + '{EXTEN},|&()';

const server = await fastagi(
  {
    dial: async call => {
      const dialled = await call.exec('Dial', `${call.args[0]},20,g`);
      const { value: status } = await call.getVariable('DIALSTATUS');
      const said = await call.streamFile('nosuch');
      await call.setVariable('SEEN', [dialled.value, status, said.ok || said.refusal].join(' '));
    },
    names: async call => {
      const bad = await call.setCallerIdName('x\nSET VARIABLE INJECTED yes');
      await call.setCallerIdName(tricky);
      const { value } = await call.getVariable('CALLERID(name)');
      const wrong = await call.setPriority('no such label');
      const none = await call.exec('NoSuchApplication', 'x');
      const seen = [
        !bad.ok && bad.refusal,
        value === tricky,
        !wrong.ok && wrong.refusal,
        !none.ok && none.refusal,
      ];
      await call.setVariable('SEEN', seen.join(' '));
    },
    database: async call => {
      await call.databasePut('plugtone', 'a key', 'Zoë, "Z"');
      const { value } = await call.databaseGet('plugtone', 'a key');
      const [gone, again] = [await call.databaseDeltree('plugtone'), await call.databaseDeltree('plugtone')];
      const status = await call.channelStatus();
      await call.setVariable('SEEN', [value, gone.value, again.value, status.value].join(' '));
    },
    slow: async call => {
      await call.answer();
      await sleep(20_000);
    },
    broken: () => {
      throw new Error('the table is\ngone');
    },
  },
  { port: 0, deadline: 700, log: () => {} },
);
console.log(server.address.port);
