// Servers: those that the AGI benchmark asks, each a process of its own on one core.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ended } from '../../test/ended.ts';
import { bin } from './prepare.ts';

export interface Serving {
  name: string;
  port: number;
  /** of `plugtone serve`, where phones ask */
  http: number;
  child: ChildProcess;
}

const pinned = existsSync('/usr/bin/taskset');

/** A program and its arguments, on one core where that can be said. */
export const onCore = (core: number, ...command: string[]): [string, string[]] => {
  const [program = '', ...args] = pinned ? ['taskset', '-c', String(core), ...command] : command;
  return [program, args];
};

/** `plugtone serve` as people start it, its log in a file. */
export async function startOurs(dist: string): Promise<Serving> {
  const log = join(dirname(dist), 'serve.log');
  const data = join(dirname(dist), 'data');
  const child = spawn(
    ...onCore(
      0,
      process.execPath,
      bin,
      'serve',
      '--dist',
      dist,
      '--data',
      data,
      '--http',
      '127.0.0.1:0',
      '--admin',
      '127.0.0.1:0',
      '--agi',
      '127.0.0.1:0',
    ),
    { stdio: ['ignore', openSync(log, 'w'), openSync(log, 'a')] },
  );
  for (;;) {
    const started = readFileSync(log, 'utf8')
      .split('\n')
      .find(line => line.includes('"event":"started"'));
    if (started !== undefined) {
      const { agi, http } = JSON.parse(started);
      return { name: 'plugtone serve', port: agi.port, http: http.port, child };
    }
    if (child.exitCode !== null) throw new Error(`serve ended: ${readFileSync(log, 'utf8')}`);
    await sleep(50);
  }
}

/** One that prints its port. */
export async function startOther(name: string, ...command: string[]): Promise<Serving> {
  const child = spawn(...onCore(0, ...command), {
    cwd: dirname(command.at(1) ?? '.'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>(resolve =>
    child.stdout?.once('data', bytes => resolve(String(bytes))),
  );
  return { name, port: Number(port), http: 0, child };
}

export const stop = ({ child }: Serving) => ended(child);

export const forgetData = (dist: string) =>
  rmSync(join(dirname(dist), 'data'), { recursive: true, force: true });

/** Resident megabytes. */
export function residentOf({ child }: Serving): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
