// Compiled: the test company's dist/, and the program as it is shipped, both put where Asterisk can reach them.

import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle } from '../packed.ts';
import type { Asterisk } from './asterisk.ts';

const project = resolve(import.meta.dirname, '../..');

/** Compiles an inventory into a folder. */
export function compile(root: string, dist: string): void {
  execFileSync(
    process.execPath,
    ['--import', 'tsx', 'src/cli/plugtone.ts', 'build', '--root', root, '--out', dist],
    { cwd: project, stdio: ['ignore', 'ignore', 'pipe'] },
  );
}

/** Puts node, lib/ and dist/ into the tree; returns what AGI() is given. */
export function installScript({ base, inside }: Asterisk, dist: string): string {
  bundle();
  copyFileSync(process.execPath, `${base}/node`);
  cpSync(join(project, 'lib'), `${base}/plugtone`, { recursive: true });
  cpSync(dist, `${base}/dist`, { recursive: true });
  return [
    `${inside}/node`,
    `${inside}/plugtone/plugtone.cjs`,
    'agi',
    'caller-name',
    '--dist',
    `${inside}/dist`,
  ].join(',');
}
