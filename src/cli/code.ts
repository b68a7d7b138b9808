// Code: a stamp of the program that is running, so that what another version kept is not believed.

import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageRoot } from './packageRoot.ts';

let stamp: string | undefined;

/** Changes with every change of the program or of Node.js. */
export function codeStamp(): string {
  stamp ??= [process.version, process.versions.icu, process.versions['tz'], ...files()].join('\n');
  return stamp;
}

function files(): string[] {
  const folder = join(packageRoot(), basename(import.meta.dirname) === 'lib' ? 'lib' : 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => {
    const { size, mtimeMs } = statSync(join(folder, name));
    return `${name} ${size} ${mtimeMs}`;
  });
}
