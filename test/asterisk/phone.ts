// Phone: a SIP phone played by sipp, with the scenarios of phones/*.xml.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Asterisk } from './asterisk.ts';
import { freePort, freeTcpPort } from './ports.ts';

export interface Account {
  extension: string;
  password: string;
}

export interface Phone {
  port: number;
  /** every SIP message so far, both ways */
  messages(): string;
  /** waits until there is a message that matches */
  message(wanted: RegExp): Promise<RegExpExecArray>;
  /** the exit code; 0 where the scenario went as written */
  ended: Promise<number>;
  stop(): void;
}

export interface Doing {
  scenario: 'register' | 'call' | 'speak' | 'watch' | 'answers' | 'busy' | 'rings';
  account?: Account;
  /** who is called or watched, the event and its type, as the scenario's keys */
  keys?: Record<string, string>;
  port?: number;
  /** over TCP */
  isTcp?: boolean;
  /** milliseconds of a call */
  talk?: number;
  /** seconds after which a scenario that has not ended is given up */
  patience?: number;
}

const patience = 15_000;
let phones = 0;
process.setMaxListeners(100); // one a phone

/** Whether sipp is there; gets it where Debian's package manager is. */
export function hasSipp(): boolean {
  const there = () => spawnSync('sh', ['-c', 'command -v sipp']).status === 0;
  if (!there()) spawnSync('apt-get', ['install', '-y', '-q', 'sip-tester'], { timeout: 300_000 });
  return there();
}

/** Starts a scenario; those of a phone on its desk run until they are stopped. */
export async function play(asterisk: Asterisk, doing: Doing): Promise<Phone> {
  const port = doing.port ?? (await (doing.isTcp ? freeTcpPort() : freePort()));
  const file = join(asterisk.base, `phone-${++phones}.log`);
  const child = spawn('sipp', options(asterisk, doing, { port, file }), {
    stdio: 'ignore',
    cwd: asterisk.base,
  });
  process.once('exit', () => child.kill('SIGKILL')); // also where a check has failed before it was stopped
  const messages = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const message = (wanted: RegExp) => waitFor(messages, wanted);
  return { port, messages, message, ended: exitCode(child), stop: () => void child.kill('SIGKILL') };
}

function options({ sip, sipTcp }: Asterisk, doing: Doing, own: { port: number; file: string }): string[] {
  const { scenario, account, keys = {}, talk = 500, patience: seconds } = doing;
  const isDesk = ['answers', 'busy', 'rings'].includes(scenario);
  return [
    ...[
      `127.0.0.1:${doing.isTcp ? sipTcp : sip}`,
      '-i',
      '127.0.0.1',
      '-p',
      String(own.port),
      '-nostdin',
      '-skip_rlimit',
    ],
    ...['-sf', join(import.meta.dirname, `phones/${scenario}.xml`), '-d', String(talk)],
    ...['-trace_msg', '-message_file', own.file],
    ...(isDesk ? [] : ['-m', '1', '-timeout', `${seconds ?? 15}s`, '-timeout_error']),
    ...(doing.isTcp ? ['-t', 't1'] : []),
    ...(account ? ['-s', account.extension, '-au', account.extension, '-ap', account.password] : []),
    ...Object.entries(keys).flatMap(([key, value]) => ['-key', key, value]),
  ];
}

/** Registers an extension and leaves a phone on the desk behind it. */
export async function desk(
  asterisk: Asterisk,
  account: Account,
  scenario: 'answers' | 'busy' | 'rings' = 'answers',
): Promise<Phone> {
  const registration = await play(asterisk, { scenario: 'register', account });
  if ((await registration.ended) !== 0)
    throw new Error(`${account.extension} cannot register:\n${registration.messages()}`);
  return play(asterisk, { scenario, port: registration.port });
}

async function exitCode(child: ChildProcess): Promise<number> {
  const [code] = await once(child, 'exit');
  return code ?? 255;
}

async function waitFor(messages: () => string, wanted: RegExp): Promise<RegExpExecArray> {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(50)) {
    const found = wanted.exec(messages());
    if (found) return found;
  }
  throw new Error(`waited ${patience / 1000} s in vain for ${wanted} in:\n${messages()}`);
}
