// Folder: one to write below, made with those above it.

import { lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { reasonOf } from './reason.ts';

const ownerAndGroup = 0o750;

/** Makes a folder that is not there. mkdir({ recursive }) never returns where the system makes none, as below /proc. */
export function makeFolder(path: string): void {
  if (isFolder(path)) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path, { mode: ownerAndGroup });
  } catch (error) {
    if (isFolder(path)) return; // another process was faster
    const { code, message } = error as NodeJS.ErrnoException; // node:fs throws nothing else
    throw Object.assign(new Error(`cannot make the folder ${path}: ${reasonOf(error) ?? message}`), {
      code,
      path,
    });
  }
}

/** What stands, at `path` or above it, where a folder is meant; undefined where nothing does. */
export function fileInTheWay(path: string): string | undefined {
  if (isFolder(path)) return undefined;
  if (stands(path)) return path;
  const above = dirname(path);
  return above === path ? undefined : fileInTheWay(above);
}

const isFolder = (path: string) => attempt(() => statSync(path))?.isDirectory() ?? false;
const stands = (path: string) => attempt(() => lstatSync(path)) !== undefined;

function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
