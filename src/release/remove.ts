// Remove: taking away what a release no longer has.

import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Removes files and the folders that are empty without them. */
export function removeFiles(dist: string, paths: string[]): void {
  for (const path of paths) rmSync(join(dist, path), { force: true });
  for (const folder of new Set(paths.map(dirname))) removeEmpty(dist, folder);
}

function removeEmpty(dist: string, folder: string): void {
  if (folder === '.' || !existsSync(join(dist, folder)) || readdirSync(join(dist, folder)).length > 0) return;
  rmdirSync(join(dist, folder));
  removeEmpty(dist, dirname(folder));
}
