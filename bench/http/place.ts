// Place: a company of ten thousand phones, compiled, and the requests that its phones make.

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeFleet } from '../fleet.ts';

export const bin = resolve(import.meta.dirname, '..', '..', 'lib', 'plugtone.cjs');

export interface Place {
  folder: string;
  dist: string;
  /** a path, a tab and a user agent a line, in no order */
  requests: string;
  phones: string[];
}

const agents: Record<string, string> = {
  ip330: 'SoundPointIP-SPIP_330',
  ip331: 'SoundPointIP-SPIP_331',
  ip450: 'SoundPointIP-SPIP_450',
  ip650: 'SoundPointIP-SPIP_650',
  vvx411: 'VVX-VVX_411',
  vvx500: 'VVX-VVX_500',
  ccx600: 'CCX-CCX_600',
  trio8800: 'Trio-Trio_8800',
};

/** Compiles the company; others must be able to read it, since Apache gives up root. */
export function makePlace(phones: number): Place {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-bench-'));
  chmodSync(folder, 0o755);
  writeFleet(join(folder, 'repo'), phones, 'site');
  const dist = join(folder, 'dist');
  const built = spawnSync(process.execPath, [
    bin,
    'build',
    '--force',
    '--root',
    join(folder, 'repo'),
    '--out',
    dist,
  ]);
  if (built.status !== 0) throw new Error(`build failed: ${built.stderr}`);
  const paths = [
    ...readFileSync(join(dist, 'manifest.json'), 'utf8').matchAll(
      /"path":"http(\/polycom\/(\w+)\/([0-9a-f]{12})-config\.cfg)"/g,
    ),
  ];
  const lines = paths.map(
    ([, path = '', model = '']) =>
      `${path}\tFileTransport Polycom${agents[model]}-UA/5.9.7.1000 Type/Application\n`,
  );
  const requests = join(folder, 'requests.txt');
  writeFileSync(requests, shuffled(lines).join(''));
  return { folder, dist, requests, phones: paths.map(([, , , mac = '']) => mac) };
}

// The same disorder each time.
function shuffled<Item>(items: Item[]): Item[] {
  let seed = 1;
  const keyed = items.map(item => {
    seed = (seed * 48_271) % 2_147_483_647;
    return { item, key: seed };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
