// Script: `plugtone agi`, as AGI(file) runs it, over pipes.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { envBlock } from './env.ts';
import { writeTables } from './tables.ts';

const program = resolve(import.meta.dirname, '../../../src/cli/plugtone.ts');
const dist = writeTables();
const local = { agi_network: undefined, agi_network_script: undefined };

function start(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', program, 'agi', ...args]);
  const heard = { out: '', err: '' };
  child.stdout.on('data', bytes => {
    heard.out += bytes;
    if (child.stdin.writable) child.stdin.write('200 result=1\n');
  });
  child.stderr.on('data', bytes => {
    heard.err += bytes;
  });
  child.stdin.on('error', () => {});
  return { child, heard, ended: once(child, 'close') };
}

test('a call gets its name by a search of the file', async () => {
  const { child, heard, ended } = start('caller-name', '--dist', dist);
  child.stdin.write(envBlock(local));
  assert.equal(await ended, [0, null]);
  assert.equal(heard, {
    out: 'SET VARIABLE CALLERID(name) "Alabama Supply"\nSET VARIABLE PLUGTONE_CALLER hit\n',
    err: '',
  });
});

test('an extension from outside, said on the command line alone, is left alone', async () => {
  for (const [words, out] of [
    [[], 'SET VARIABLE CALLERID(name) "Alice Nguyen"\nSET VARIABLE PLUGTONE_CALLER hit\n'],
    [['outside'], 'SET VARIABLE PLUGTONE_CALLER miss\n'],
  ] as const) {
    const { child, heard, ended } = start('caller-name', ...words, '--dist', dist);
    child.stdin.write(envBlock({ ...local, agi_callerid: '101' }));
    assert.equal(await ended, [0, null]);
    assert.equal(heard, { out, err: '' });
  }
});

test('missing data is told to the Asterisk console and ends in failure', async () => {
  const { child, heard, ended } = start('caller-name', '--root', dist);
  child.stdin.write(envBlock(local));
  assert.is((await ended)[0], 3);
  assert.match(heard.out, /^VERBOSE "plugtone: cannot read .*numbering\.json.*" 1\nfailure\n$/);
  assert.is(heard.err, '');
});

test('a caller who hangs up ends it quietly', async () => {
  const { child, heard, ended } = start('caller-name', '--dist', dist);
  child.stdin.end(envBlock(local).slice(0, 100));
  assert.equal(await ended, [0, null]);
  assert.equal(heard, { out: '', err: '' });
});

test('a pipe that Asterisk has closed ends it quietly', async () => {
  const { child, heard, ended } = start('caller-name', '--dist', dist);
  child.stdout.destroy();
  child.stdin.end(envBlock(local));
  assert.equal(await ended, [0, null]);
  assert.is(heard.err, '');
});

test('an unknown app is wrong usage', async () => {
  for (const args of [['nobody'], [], ['caller-name', 'twice']]) {
    const { heard, ended } = start(...args);
    assert.is((await ended)[0], 2);
    assert.match(heard.err, 'Usage: plugtone agi APP');
    assert.is(heard.out, '');
  }
});

test.after(() => rmSync(dist, { recursive: true }));

test.run();
