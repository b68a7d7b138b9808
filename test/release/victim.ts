// Victim: a process that writes a release and is killed: at its nth change to the disk, half way through it, or by others.

import fs from 'node:fs';
import { readBefore } from '../../src/release/before.ts';
import { writeRelease } from '../../src/release/write.ts';
import { type Generation, release } from './generations.ts';

const [dist = '', generation = 'new', size = '10', killAt = '0'] = process.argv.slice(2);
let left = Number(killAt);

const die = () => process.kill(process.pid, 'SIGKILL');

// A writing call is cut off half way; any other does not happen.
for (const name of ['writeFileSync', 'writeSync'] as const) {
  const write = fs[name] as (to: string | number, text: string, ...rest: unknown[]) => number; // both take a text here
  Object.assign(fs, {
    [name]: (to: string | number, text: string, ...rest: unknown[]) => {
      if (--left === 0) {
        write(to, text.slice(0, text.length >> 1), ...(typeof to === 'string' ? rest : []));
        die();
      }
      return write(to, text, ...rest);
    },
  });
}
for (const name of ['mkdirSync', 'renameSync', 'linkSync', 'copyFileSync', 'rmSync', 'rmdirSync'] as const) {
  const call = fs[name] as (...all: unknown[]) => unknown; // handed on as it comes
  Object.assign(fs, {
    [name]: (...all: unknown[]) => {
      if (--left === 0) die();
      return call(...all);
    },
  });
}

process.stdout.write('begins\n');
writeRelease({ dist, before: readBefore(dist), ...release(generation as Generation, Number(size)) });
