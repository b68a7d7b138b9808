// Repo: a company's folder on disk, built again and again, and compared with a build of the same files from nothing.

import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as assert from 'uvu/assert';
import { build } from '../../src/cli/build.ts';

export interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `plugtone build` in this process. */
export async function run(...argv: string[]): Promise<Run> {
  const told = { stdout: '', stderr: '' };
  const writers = (['stdout', 'stderr'] as const).map(name => {
    const write = process[name].write;
    process[name].write = ((text: string) => {
      told[name] += text;
      return true;
    }) as typeof write; // only texts are written here
    return () => {
      process[name].write = write;
    };
  });
  try {
    return { code: await build(argv), ...told };
  } finally {
    for (const putBack of writers) putBack();
  }
}

export interface Repo {
  root: string;
  dist: string;
  write(path: string, text: string): void;
  remove(path: string): void;
  build(...argv: string[]): Promise<Run>;
  /** builds, and asserts that the findings and every byte are those of a build from nothing */
  buildLikeFresh(): Promise<Run>;
}

const phones = 30;
const extension = (n: number) => 100 + n;

/** A sound company with enough files, one a phone, for everything to be remembered. */
export async function inRepo(use: (repo: Repo) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-'));
  const root = join(folder, 'repo');
  const dist = join(root, 'dist');
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const buildHere = (...argv: string[]) => run('--root', root, ...argv);
  const buildLikeFresh = async () => {
    const told = await buildHere('--force');
    const other = join(folder, 'fresh');
    rmSync(other, { recursive: true, force: true });
    for (const part of ['inventory', 'templates'])
      cpSync(join(root, part), join(other, part), { recursive: true });
    const fresh = await run('--root', other, '--force');
    assert.is(told.stdout, fresh.stdout);
    assert.is(told.code, fresh.code);
    if (fresh.code === 0) {
      const [own, others] = [contents(dist), contents(join(other, 'dist'))];
      assert.equal(
        own.filter(line => !others.includes(line)),
        [],
      );
      assert.is(own.length, others.length);
    }
    return told;
  };
  try {
    write('templates/.keep', '');
    for (const [path, text] of Object.entries(company())) write(path, text);
    await use({
      root,
      dist,
      write,
      remove: path => rmSync(join(root, path)),
      build: buildHere,
      buildLikeFresh,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const phoneFile = (n: number) => `inventory/phones/${n}.yaml`;

/** A phone's record as people write it. */
export const phone = (n: number, label = `Desk ${n}`) =>
  `phones:\n  - mac: 0004f2aa00${n.toString(16).padStart(2, '0')}\n    model: polycom/${n % 2 ? 'ip330' : 'vvx411'}\n    site: hq\n    lines: [{ person: ${extension(n)}, label: "${label}" }]\n`;

function company(): Record<string, string> {
  const all = Array.from({ length: phones }, (_, n) => n);
  return {
    'inventory/fleet.yaml':
      'fleet:\n  name: Repo Company\n  country: US\n  timezone: America/Chicago\n  provisioning: { url: "http://prov.example.com:8080" }\n  sip: { server: pbx.example.com }\n',
    'inventory/sites.yaml': 'sites:\n  hq: {}\n  lab: { timezone: America/New_York }\n',
    'inventory/people.yaml': `people:\n${all.map(n => `  ${extension(n)}: { name: Person ${n}, password: !secret people/${extension(n)} }\n`).join('')}`,
    'inventory/secrets.yaml': `people:\n${all.map(n => `  ${extension(n)}: invented-${n}-word\n`).join('')}`,
    ...Object.fromEntries(all.map(n => [phoneFile(n), phone(n)])),
  };
}

/** Every file below a folder, `path digest`. */
function contents(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names
    .filter(name => statSync(join(folder, name)).isFile())
    .map(name => `${name} ${digest(join(folder, name))}`);
}

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
