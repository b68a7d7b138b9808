// Compiled: the test company's dist/, and the program as it is shipped, both put where Asterisk can reach them.

import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
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
  if (isStale()) execFileSync(process.execPath, ['bundle.mjs'], { cwd: project });
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

function isStale(): boolean {
  const bundled = join(project, 'lib/agi.cjs');
  if (!existsSync(bundled)) return true;
  const sources = readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' });
  return sources.some(name => statSync(join(project, 'src', name)).mtimeMs > statSync(bundled).mtimeMs);
}
