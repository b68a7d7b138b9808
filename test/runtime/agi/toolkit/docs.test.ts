// Docs: every example of docs/agi.md does what the page says.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { asterisk } from '../../../../src/runtime/agi/toolkit/testing/asterisk.ts';
import { filesIn } from '../../../docs.ts';
import { packed } from '../../../packed.ts';

const folder = packed();
const tried = new Set<string>();
const files = filesIn('agi.md');
for (const [name, text] of files) writeFileSync(join(folder, name), text);

function file(name: string): string {
  tried.add(name);
  assert.ok(files.has(name), `docs/agi.md shows no ${name}`);
  return join(folder, name);
}

test('say-time.mjs answers and says the time', async () => {
  chmodSync(file('say-time.mjs'), 0o755);
  const { commands, console, status } = await asterisk([file('say-time.mjs')]);
  assert.match(
    commands.join('\n'),
    /^ANSWER\nSAY DATETIME \d{10} "#"\nVERBOSE "told 2565550100 the time" 1$/,
  );
  assert.equal([console.length, status], [1, 'SUCCESS']);
});

test('answers.mjs reads a PIN, and takes a hang-up as a value', async () => {
  const script = [process.execPath, file('answers.mjs')] as const;
  const typed = { answers: { 'GET DATA': '200 result=1234' }, database: { 'pins/1234': 'Alice' } };
  assert.is((await asterisk(script, typed)).variables['PIN_OWNER'], 'Alice');
  const stranger = { answers: { 'GET DATA': '200 result=9' } };
  assert.is((await asterisk(script, stranger)).variables['PIN_OWNER'], 'nobody');
  const gone = await asterisk(script, { answers: { 'GET DATA': '200 result=-1' } });
  assert.equal([gone.console.length, gone.status], [1, 'SUCCESS']);
});

test('names.mjs names whom its file knows, and nobody who hides', async () => {
  const script = [process.execPath, file('names.mjs')] as const;
  file('names.csv');
  const name = async (env: object) => (await asterisk(script, { env })).variables['CALLERID(name)'];
  assert.is(await name({ agi_callerid: '2565550142' }), 'Pizza Place');
  assert.is(await name({ agi_callerid: '2565550143' }), 'unknown');
  assert.is(await name({ agi_callerid: '2565550142', agi_callingpres: '32' }), 'unknown');
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Starts the page's server on a free port. */
async function startRoutes(): Promise<{ child: ChildProcess; url: string }> {
  const port = await freePort();
  const text = files.get('routes.mjs') ?? '';
  assert.match(text, 'port: 4573');
  file('routes.csv');
  writeFileSync(file('routes.mjs'), text.replace('port: 4573', `port: ${port}`));
  const child = spawn(process.execPath, [file('routes.mjs')], { cwd: folder, stdio: 'ignore' });
  for (let tries = 0; tries < 100; tries++, await sleep(50)) {
    const socket = connect(port, '127.0.0.1');
    const isUp = await new Promise(resolve =>
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false)),
    );
    socket.destroy();
    if (isUp) return { child, url: `agi://127.0.0.1:${port}` };
  }
  throw new Error('routes.mjs does not listen');
}

test('routes.mjs dials what its table says, and leaves the rest to the dialplan', async () => {
  const { child, url } = await startRoutes();
  const to = (agi_extension: string, DIALSTATUS: string) =>
    asterisk(`${url}/route`, { env: { agi_extension }, variables: { DIALSTATUS } });
  const dial = 'EXEC Dial "PJSIP/101&PJSIP/102,20"';
  assert.equal((await to('2565550101', 'ANSWER')).commands, [dial, 'GET VARIABLE DIALSTATUS']);
  assert.is((await to('2565550101', 'BUSY')).commands.at(-1), 'EXEC VoiceMail "101@default,u"');
  assert.is((await to('2565550109', 'ANSWER')).status, 'FAILURE');
  assert.equal((await asterisk(`${url}/hello?to=you`)).console, ['hello you']);
  child.kill();
});

test('the tests of the page pass', () => {
  const { status, stdout } = spawnSync(process.execPath, ['--test', file('names.test.mjs')], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  assert.is(status, 0, stdout);
  assert.match(stdout, /pass 3/);
});

test('no example is left out', () => {
  assert.equal(
    [...files.keys()].filter(name => !tried.has(name)),
    [],
  );
});

test.after(() => rmSync(folder, { recursive: true }));

test.run();
