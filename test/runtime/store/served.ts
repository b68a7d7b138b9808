// Served: the real program in a process of its own, which may be killed.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ended } from '../../ended.ts';
import { writeCompany } from './company.ts';

const program = resolve(import.meta.dirname, '..', '..', '..', 'src', 'cli', 'plugtone.ts');

export interface Served {
  url: string;
  process: ChildProcess;
  /** kill -9, and gone */
  kill(): Promise<void>;
  /** as an admin stops it */
  stop(): Promise<void>;
}

/** Starts `plugtone serve` with a small company in `folder`/dist and its data in `folder`/data. */
export async function startServe(folder: string, more: string[] = []): Promise<Served> {
  const dist = join(folder, 'dist');
  const data = join(folder, 'data');
  mkdirSync(dist, { recursive: true });
  writeCompany(dist);
  const args = [
    'serve',
    '--dist',
    dist,
    '--data',
    data,
    '--http',
    '127.0.0.1:0',
    '--admin',
    'off',
    '--agi',
    'off',
  ];
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args, ...more], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  for await (const text of child.stderr) {
    said += text;
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    if (url)
      return {
        url,
        process: child,
        kill: () => ended(child, 'SIGKILL'),
        stop: () => ended(child, 'SIGTERM'),
      };
  }
  throw new Error(`serve did not start: ${said}`);
}
