// Package root: the folder that holds our package.json and the shipped templates.

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Found upwards from the file that runs: lib/ when bundled, src/cli/ from source. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    if (dirname(folder) === folder)
      throw new Error(`no package.json stands above ${import.meta.dirname}: the program is not whole`);
    folder = dirname(folder);
  }
  return folder;
}
