// Packed: the package as npm would publish it, unpacked where a user's project would find it.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '..');

/** Bundles lib/ where a source is newer. */
export function bundle(): void {
  if (isStale()) execFileSync(process.execPath, ['bundle.mjs'], { cwd: project });
}

/** A new folder with node_modules/plugtone in it. */
export function packed(): string {
  bundle();
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-packed-'));
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
      cwd: project,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const place = join(folder, 'node_modules/plugtone');
  mkdirSync(place, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', place, '--strip-components=1']);
  rmSync(join(folder, filename));
  return folder;
}

function isStale(): boolean {
  const bundled = join(project, 'lib/toolkit/types');
  if (!existsSync(bundled)) return true;
  const sources = readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' });
  const made = statSync(bundled).mtimeMs;
  return sources.some(name => statSync(join(project, 'src', name)).mtimeMs > made);
}
