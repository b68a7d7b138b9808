// Agi: people's scripts as processes that Asterisk starts.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { asterisk } from '../../../../src/runtime/agi/toolkit/testing/asterisk.ts';
import { envBlock } from '../env.ts';

const folder = mkdtempSync(join(tmpdir(), 'plugtone-agi-'));
const toolkit = new URL('../../../../src/runtime/agi/toolkit/index.ts', import.meta.url).href;

let scripts = 0;

/** Writes a script with this body of `agi(async call => {…})`; returns the command that starts it. */
function script(body: string, options = '{}'): [string, ...string[]] {
  const path = join(folder, `${++scripts}.mjs`);
  writeFileSync(
    path,
    `import { agi } from ${JSON.stringify(toolkit)};\nagi(async call => {\n${body}\n}, ${options});\n`,
  );
  return [process.execPath, '--import', import.meta.resolve('tsx'), path];
}

test('a script speaks with Asterisk and ends, whatever it left open', async () => {
  const { commands, status } = await asterisk(
    script(`setInterval(() => {}, 1000); await call.answer(); await call.sayDigits(call.args[0]);`),
    { args: ['42'] },
  );
  assert.equal(commands, ['ANSWER', 'SAY DIGITS 42 ""']);
  assert.is(status, 'SUCCESS');
});

test('a fault shows on the console and is FAILURE', async () => {
  const { console, status } = await asterisk(script(`throw new Error('no table')`));
  assert.equal([console, status], [['plugtone: no table'], 'FAILURE']);
});

test('a script that thinks too long ends at its deadline', async () => {
  const started = performance.now();
  const { console, status } = await asterisk(
    script(`await new Promise(() => setInterval(() => {}, 1000))`, '{ deadline: 300 }'),
  );
  assert.ok(performance.now() - started < 5000);
  assert.equal([console.length, status], [1, 'FAILURE']);
});

test('debug shows every line on stderr, and only when asked', async () => {
  for (const [PLUGTONE_AGI_DEBUG, wanted] of [
    [
      '1',
      /plugtone agi < agi_callerid: 2565550100\n[\s\S]*plugtone agi > ANSWER\nplugtone agi < 200 result=0\n/,
    ],
    ['', /^$/],
  ] as const) {
    const [file, ...args] = script('await call.answer()');
    const child = spawn(file, args, { env: { ...process.env, PLUGTONE_AGI_DEBUG } });
    let errors = '';
    child.stderr.on('data', bytes => {
      errors += bytes;
    });
    child.stdout.on('data', () => child.stdin.write('200 result=0\n'));
    child.stdin.write(envBlock());
    assert.equal(await once(child, 'close'), [0, null]);
    assert.match(errors, wanted);
  }
});

test('a hang-up by signal leaves what a dead channel may; a closed pipe ends it', async () => {
  const [file, ...args] = script(
    `await call.exec('Dial', 'PJSIP/1'); const { value } = await call.getVariable('DIALSTATUS'); await call.verbose(value + call.signal.aborted);`,
  );
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const heard: string[] = [];
  child.stdout.on('data', bytes => {
    heard.push(`${bytes}`);
    if (`${bytes}`.startsWith('EXEC')) {
      child.kill('SIGHUP');
      setTimeout(() => child.stdin.write('200 result=-1\n'), 100);
    } else if (`${bytes}`.startsWith('GET')) child.stdin.write('200 result=1 (CANCEL)\n');
    else child.stdin.end();
  });
  child.stdin.write(envBlock());
  assert.equal(await once(child, 'close'), [0, null]);
  assert.is(heard.at(-1), 'VERBOSE "CANCELtrue" 1\n');
});

test.after(() => rmSync(folder, { recursive: true }));

test.run();
