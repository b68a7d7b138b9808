// Bench: a compiled company and the load generator for it, and an end to every server that was started.

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ended } from '../../test/ended.ts';
import { skipped } from './bar.ts';
import { makePlace, type Place } from './place.ts';
import type { Running } from './servers.ts';

export interface Bench extends Place {
  /** the load generator, a program */
  load: string;
  /** notes a server that is to be stopped at the end */
  begin(server: Running): Running;
}

/** Measures at a company of so many phones; says so loudly where the machine lacks a C compiler or nginx. */
export async function atBench(count: number, measure: (bench: Bench) => Promise<void>): Promise<void> {
  const place = makePlace(count);
  const running: Running[] = [];
  const begin = (server: Running) => {
    running.push(server);
    return server;
  };
  try {
    const load = join(place.folder, 'load');
    const lacking = compileLoad(load) ?? (spawnSync('nginx', ['-v']).error && 'nginx is not installed');
    if (lacking === undefined) await measure({ ...place, load, begin });
    else skipped('everything', lacking);
  } finally {
    const started = running.flatMap(({ process, database = process }) => [process, database]);
    await Promise.all(started.map(child => ended(child)));
    rmSync(place.folder, { recursive: true, force: true });
  }
}

function compileLoad(load: string): string | undefined {
  const source = join(import.meta.dirname, 'load.c');
  const compiled = spawnSync('cc', ['-O2', '-o', load, source], { encoding: 'utf8' });
  return compiled.status === 0
    ? undefined
    : `no C compiler for the load: ${compiled.error ?? compiled.stderr}`;
}
