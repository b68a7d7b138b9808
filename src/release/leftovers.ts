// Leftovers: what builds that were killed have left in dist/, for the next one to take away.

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isLeftBehind } from '../contract/leftBehind.ts';

const prefix = '.tmp-';

/** The file of a stage that names the files which come or go. */
export const namesName = '.names.json';

export interface Leftovers {
  /** stages of builds that no longer run */
  folders: string[];
  /** files that those were adding or taking away */
  names: string[];
}

/** Looks for what was left behind. */
export function findLeftovers(dist: string): Leftovers {
  if (!existsSync(dist)) return { folders: [], names: [] };
  const folders = readdirSync(dist)
    .filter(name => name.startsWith(prefix) && isLeftBehind(join(dist, name), Number(name.split('-')[1])))
    .map(name => join(dist, name));
  return { folders, names: folders.flatMap(namesIn) };
}

export function removeFolders({ folders }: Leftovers): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** A folder for a stage that is not there yet: numbers of processes come again. */
export function newStageFolder(dist: string): string {
  for (let turn = 0; ; turn++) {
    const folder = join(dist, `${prefix}${process.pid}-${turn}`);
    if (!existsSync(folder)) return folder;
  }
}

function namesIn(folder: string): string[] {
  try {
    return JSON.parse(readFileSync(join(folder, namesName), 'utf8'));
  } catch {
    return []; // killed before it moved anything
  }
}
