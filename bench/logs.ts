// Logs: `npm run bench:logs [BODIES] [ROUNDS] [LINES]` puts the log store beside a plain table in better-sqlite3.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openForReading, storeFile } from '../src/runtime/store/sqlite/schema.ts';
import { writeFleet } from './fleet.ts';
import { linesABody } from './logs/lines.ts';
import { queries } from './logs/queries.ts';
import { findReference } from './logs/reference.ts';

const bin = resolve(import.meta.dirname, '..', 'lib', 'plugtone.cjs');
const [bodies = 1000, rounds = 5, lines = 10_000_000] = process.argv.slice(2).map(Number);
const phones = 100;
const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const verdict = (good: boolean) => (good ? 'ok' : 'MISSED');

// The server and the reference have one core, the load the other, where there are two.
const onCore = (core: number, command: string[]): [string, string[]] =>
  cpus().length > 1 && process.platform === 'linux'
    ? ['taskset', ['-c', String(core), ...command]]
    : [command[0] ?? '', command.slice(1)];
const sizeOf = (path: string) =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map(name => statSync(join(path, name)))
    .reduce((sum, found) => sum + (found.isFile() ? found.size : 0), 0);
const script = (name: string) => [
  process.execPath,
  '--import',
  'tsx',
  join(import.meta.dirname, 'logs', name),
];

const folder = mkdtempSync(join(tmpdir(), 'plugtone-bench-logs-'));
try {
  // Phones that are in git: others would be guesses, which are slowed.
  writeFleet(join(folder, 'repo'), phones, 'site');
  const where = ['--root', join(folder, 'repo'), '--out', join(folder, 'dist')];
  execFileSync(process.execPath, [bin, 'build', ...where, '--force'], { stdio: 'ignore' });
  await ingest();
  await queries({ folder, lines, phones, print: (text, good) => print(`${text}   ${verdict(good)}`) });
} finally {
  rmSync(folder, { recursive: true });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function ingest(): Promise<void> {
  const { name } = findReference();
  const count = bodies * linesABody;
  const [ours, theirs]: [number[], number[]] = [[], []];
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    const [file, args] = onCore(0, [
      ...script('rows.ts'),
      join(folder, `rows-${round}`),
      String(bodies),
      String(phones),
    ]);
    theirs.push(count / (Number(execFileSync(file, args, { encoding: 'utf8' })) / 1000));
    const stored = await putAll(join(folder, `data-${round}`), count);
    ours.push(count / (stored.milliseconds / 1000));
    bytes = stored.bytes;
    rmSync(join(folder, `rows-${round}`), { force: true });
    rmSync(join(folder, `data-${round}`), { recursive: true });
  }
  const ratio = median(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
  const size = ((bytes / count) * 1e6) / 1e6;
  print(
    `${count} lines a round, ${linesABody} a PUT, ${phones} phones, medians of ${rounds}; reference: ${name}`,
  );
  print(
    `  lines a second, PUT to searchable: ${ratio.toFixed(2)} × the bare loop (bar 1.00)   ${verdict(ratio >= 1)}`,
  );
  print(`  disk: ${size.toFixed(1)} MB a million lines, searchable (bar 40)   ${verdict(size <= 40)}`);
}

/** From the first PUT until the last line can be found. */
async function putAll(data: string, count: number): Promise<{ milliseconds: number; bytes: number }> {
  const serving = [
    bin,
    'serve',
    '--dist',
    join(folder, 'dist'),
    '--data',
    data,
    '--http',
    '127.0.0.1:0',
    '--agi',
    'off',
  ];
  const server = spawn(...onCore(0, [process.execPath, ...serving]), { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const [said] = await once(server.stderr, 'data');
    const port = /:(\d+)\//.exec(String(said))?.[1] ?? '';
    const load = spawn(...onCore(1, [...script('load.ts'), port, String(bodies), String(phones)]), {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [began] = await once(load.stdout, 'data');
    const [code] = await once(load, 'exit');
    if (code !== 0) throw new Error('the load failed');
    await searchable(join(data, 'logs', storeFile), count);
    const milliseconds = Date.now() - Number(began);
    server.kill('SIGTERM');
    await once(server, 'exit');
    return { milliseconds, bytes: sizeOf(join(data, 'logs')) };
  } finally {
    server.kill('SIGKILL');
  }
}

async function searchable(path: string, count: number): Promise<void> {
  const database = await openForReading(path);
  const stored = database.prepare('SELECT SUM(lines) AS lines FROM chunks');
  while (Number(stored.get()?.['lines']) < count) await wait(10);
  database.close();
}
