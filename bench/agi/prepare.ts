// Prepare: what the AGI benchmark needs: its C programs, the peer, and a dist/ with many names.

import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Programs by name: load, limit, fork. */
export type Tools = (name: 'load' | 'limit' | 'fork') => string;

export const bin = resolve(import.meta.dirname, '../../lib/plugtone.cjs');

export function buildTools(folder: string): Tools {
  for (const name of ['load', 'limit', 'fork'])
    execFileSync('cc', ['-O2', '-o', join(folder, name), join(import.meta.dirname, `${name}.c`)]);
  return name => join(folder, name);
}

/** The peer's program, in a folder of its own; undefined where it cannot be had. */
export function installDingDong(folder: string): string | undefined {
  const place = join(folder, 'ding-dong');
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), '{ "private": true }');
  const { status } = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', 'ding-dong@0.1.7'],
    {
      cwd: place,
      stdio: 'ignore',
      timeout: 120_000,
    },
  );
  if (status !== 0) process.stdout.write('ding-dong cannot be installed here: no ratio to it\n');
  copyFileSync(join(import.meta.dirname, 'dingDong.cjs'), join(place, 'dingDong.cjs'));
  return status === 0 ? join(place, 'dingDong.cjs') : undefined;
}

/** A company of one, built as people build it, with so many callers' names put in. */
export function writeDist(root: string, names: number): string {
  mkdirSync(join(root, 'inventory'), { recursive: true });
  writeFileSync(join(root, 'inventory/company.yaml'), company);
  writeFileSync(join(root, 'inventory/secrets.yaml'), 'people:\n  101: invented-101\n');
  for (let from = 0; from < names; from += perFile) {
    const callers = Array.from({ length: Math.min(perFile, names - from) }, (_, index) =>
      callerLine(from + index),
    );
    writeFileSync(join(root, `inventory/callers-${from}.yaml`), `callers:\n${callers.join('')}`);
  }
  execFileSync(process.execPath, [bin, 'build', '--root', root], { stdio: ['ignore', 'ignore', 'pipe'] });
  return join(root, 'dist');
}

// A file of an inventory has at most 10 MB.
const perFile = 200_000;
const callerLine = (index: number) => `  "+${12_122_000_000 + 7 * index}": Name ${index}\n`;

const company = `fleet:
  name: Bench Company
  country: US
  timezone: America/Chicago
  provisioning: { url: "http://prov.example.com:8080" }
  sip: { server: pbx.example.com }
people:
  101: { name: Person, password: !secret people/101 }
phones:
  - { mac: "00:04:f2:aa:bb:01", model: polycom/ip330, lines: [101] }
`;
