// Toolkit: scripts and a FastAGI server of plugtone/agi in real calls, the examples of docs/agi.md among them.

import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { filesIn } from '../../docs.ts';
import { packed } from '../../packed.ts';
import type { Asterisk } from '../asterisk.ts';
import { startServer } from '../server.ts';
import { check } from '../tally.ts';

/** Puts the package and the page's examples where Asterisk can reach them; returns what AGI() is given before a file name. */
function installExamples({ base, inside }: Asterisk): string {
  const folder = packed();
  for (const [name, text] of filesIn('agi.md')) writeFileSync(`${folder}/${name}`, text);
  cpSync(folder, `${base}/examples`, { recursive: true });
  rmSync(folder, { recursive: true });
  return `${inside}/node,${inside}/examples/`;
}

let calls = 0;

interface Called {
  status: string;
  seen: string;
  name: string;
  state: string;
}

async function call(asterisk: Asterisk, what: string): Promise<Called> {
  const id = `T${++calls}`;
  asterisk.cli(`channel originate Local/${id}*${what}@toolkit application Wait 8`);
  const [, , status = '', seen = '', state = '', ...name] = (await asterisk.line(`TOOLKIT|${id}|`)).split(
    '|',
  );
  return { status, seen, state, name: name.join('|') };
}

const encoded = (text: string) => encodeURIComponent(text).replace(/\*/g, '%2A');

export async function checkToolkit(asterisk: Asterisk): Promise<void> {
  const { port, child } = await startServer('', 'toolkitServer.ts');
  const server = (script: string) => encoded(`agi://127.0.0.1:${port}/${script}`);
  asterisk.cli(`dialplan set global EXAMPLES ${installExamples(asterisk)}`);
  await checkExamples(asterisk);
  await checkServer(asterisk, server);
  await checkDial(asterisk, server);
  await checkKill(asterisk, server, () => child.kill('SIGKILL'));
}

async function checkExamples(asterisk: Asterisk): Promise<void> {
  // This Asterisk has no sounds, so SAY fails, which is a value to the script and FAILURE to the dialplan.
  const told = await call(asterisk, 'file*say-time.mjs');
  check('toolkit: say-time.mjs answers the call', [told.status, told.state], ['FAILURE', 'Up']);
  const { inside } = asterisk;
  const line = await asterisk.line(`${inside}/node,${inside}/examples/say-time.mjs: told`);
  check(
    "toolkit: … and its word stands on Asterisk's console",
    line.split(': ')[1],
    'told 2565550100 the time',
  );
  const named = await call(asterisk, 'file*names.mjs');
  check('toolkit: names.mjs names the caller', [named.status, named.name], ['SUCCESS', 'Alabama Supply']);
}

async function checkServer(asterisk: Asterisk, server: (script: string) => string): Promise<void> {
  const names = await call(asterisk, `agi*${server('names')}`);
  check(
    'toolkit: a line break is refused, quotes arrive, usage and a missing application are values',
    [names.seen, names.name, names.status],
    ['unsendable true usage failed', 'He "q" b\\s; $' + '{EXTEN},|&()', 'SUCCESS'],
  );
  const database = await call(asterisk, `agi*${server('database')}`);
  check(
    "toolkit: Asterisk's database, and DELTREE the right way round",
    database.seen,
    'Zoë, "Z" true false 4',
  );
  const broken = await call(asterisk, `agi*${server('broken')}`);
  const line = await asterisk.line(`${decodeURIComponent(server('broken'))}: plugtone`);
  check('toolkit: a fault is FAILURE and the call goes on', broken.status, 'FAILURE');
  check('toolkit: … and stands on the console', line.split(': ').at(-1), 'the table is gone');
  const slow = await call(asterisk, `agi*${server('slow')}`);
  check(
    'toolkit: a script that thinks too long is left behind',
    [slow.status, slow.state],
    ['FAILURE', 'Up'],
  );
  check(
    'toolkit: a script that there is none of is FAILURE',
    (await call(asterisk, `agi*${server('none')}`)).status,
    'FAILURE',
  );
}

async function checkDial(asterisk: Asterisk, server: (script: string) => string): Promise<void> {
  const dial = (to: string) => call(asterisk, `agi*${server(`dial,Local/1@${to}`)}`);
  check(
    'toolkit: a Dial that takes longer than the deadline is not cut',
    (await dial('late')).seen,
    '0 ANSWER failed',
  );
  check('toolkit: a busy line is told', (await dial('engaged')).seen, '0 BUSY failed');
  const id = `T${++calls}`;
  asterisk.cli(
    `channel originate Local/${id}*agi*${server('dial,Local/1@ringing')}@toolkit application Wait 8`,
  );
  await asterisk.line('RINGING|');
  asterisk.cli('channel request hangup all');
  const [, , seen] = (await asterisk.line(`GONE|${id}|`)).split('|');
  check(
    'toolkit: who hangs up while it rings is told so, and DIALSTATUS can be read',
    seen,
    '-1 CANCEL dead',
  );
}

async function checkKill(
  asterisk: Asterisk,
  server: (script: string) => string,
  kill: () => void,
): Promise<void> {
  const id = `T${++calls}`;
  asterisk.cli(`channel originate Local/${id}*agi*${server('dial,Local/1@talk')}@toolkit application Wait 8`);
  await asterisk.line('TALKING|');
  kill();
  await sleep(1000);
  const channels = /(\d+) active channels?/.exec(asterisk.cli('core show channels'))?.[1];
  check('toolkit: killing the server in a bridged call drops nothing', Number(channels) >= 4, true);
  const [, , status] = (await asterisk.line(`TOOLKIT|${id}|`)).split('|');
  check('toolkit: … and the dialplan goes on after the call', status, 'SUCCESS');
}
