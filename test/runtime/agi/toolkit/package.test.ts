// Package: plugtone/agi as people install it, by import and by require, with types.

import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { packed } from '../../../packed.ts';

const folder = packed();
const node = (file: string) =>
  execFileSync(process.execPath, [file], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });

const said = `agi,fastagi asterisk\nANSWER\n`;

test('an ES module imports it', () => {
  writeFileSync(
    join(folder, 'module.mjs'),
    `import * as toolkit from 'plugtone/agi';
import { asterisk } from 'plugtone/agi/testing';
console.log(Object.keys(toolkit).sort().join(), asterisk.name);
console.log((await asterisk(call => call.answer())).commands.join());\n`,
  );
  assert.is(node('module.mjs'), said);
});

test('CommonJS requires it', () => {
  writeFileSync(
    join(folder, 'common.cjs'),
    `const toolkit = require('plugtone/agi');
const { asterisk } = require('plugtone/agi/testing');
console.log(Object.keys(toolkit).sort().join(), asterisk.name);
asterisk(call => call.answer()).then(({ commands }) => console.log(commands.join()));\n`,
  );
  assert.is(node('common.cjs'), said);
});

const typed = `import { type Call, fastagi, type Reply } from 'plugtone/agi';
import { asterisk, type TestResult } from 'plugtone/agi/testing';
export async function route(call: Call): Promise<void> {
  const reply: Reply<string | undefined> = await call.getVariable('A');
  const value: string = reply.ok ? (reply.value ?? '') : reply.refusal;
  await call.exec('Dial', value);
  const { value: state } = await call.channelStatus();
  const six: number | undefined = state;
  void six;
}
export const result: Promise<TestResult> = asterisk(route, { args: ['x'] });
export const server = (): Promise<{ stop(): Promise<void> }> => fastagi({ route }, { port: 0 });
`;
const wrong = `import type { Call } from 'plugtone/agi';
export const route = async (call: Call): Promise<number> => (await call.getVariable('A')).value;
`;

function compile(name: string, text: string) {
  writeFileSync(join(folder, name), text);
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin/tsc',
  );
  const { status, stdout } = spawnSync(
    process.execPath,
    [compiler, '--ignoreConfig', '--noEmit', '--strict', '--module', 'nodenext', '--types', 'node', name],
    { cwd: folder, encoding: 'utf8' },
  );
  return { status, stdout };
}

test('a TypeScript project of either kind has its types', () => {
  const types = resolve(import.meta.dirname, '../../../../node_modules/@types');
  symlinkSync(types, join(folder, 'node_modules/@types'));
  assert.equal(compile('typed.mts', typed), { status: 0, stdout: '' });
  assert.equal(compile('typed.cts', typed), { status: 0, stdout: '' });
  assert.match(compile('wrong.mts', wrong).stdout, /TS2322.*'string \| undefined'.*'number'/);
});

test('the types say what a method does', () => {
  const types = readFileSync(
    join(folder, 'node_modules/plugtone/lib/toolkit/types/agi/toolkit/commands/dialplan.d.ts'),
    'utf8',
  );
  assert.match(
    types,
    /\/\*\* Sets the caller's name, and nothing else\. \*\/\s+setCallerIdName\(name: string\)/,
  );
});

test.after(() => rmSync(folder, { recursive: true }));

test.run();
