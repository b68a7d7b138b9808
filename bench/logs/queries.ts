// Queries: the newest 100 lines of a phone, of the store and of the plain table, turn by turn.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { search } from '../../src/runtime/store/search.ts';
import { openReader } from '../../src/runtime/store/sqlite/reader.ts';
import { openForReading } from '../../src/runtime/store/sqlite/schema.ts';
import { linesABody, macOf, numbers } from './lines.ts';
import { type Asked, findReference } from './reference.ts';

export interface QueryBench {
  folder: string;
  /** how many lines are stored */
  lines: number;
  phones: number;
  print(text: string, good: boolean): void;
}

interface Question {
  name: string;
  asked: Asked;
  times: number;
  /** what the tail may be at most, as a multiple of the plain table's */
  bar?: number;
}

const warmUp = 200;
const questions: Question[] = [
  { name: 'at level 4', asked: { level: 4 }, times: 4000, bar: 2 },
  { name: 'at level 6, one line in 3,000', asked: { level: 6 }, times: 100 },
  { name: 'with a text, one line in 2,000', asked: { text: 'CSeq 777' }, times: 40 },
];

/** Fills both, then asks both, in turn. */
export async function queries({ folder, lines, phones, print }: QueryBench): Promise<void> {
  const bodies = Math.ceil(lines / linesABody);
  const queried = join(folder, 'queried');
  mkdirSync(queried, { recursive: true });
  await fill(queried, { bodies, phones });
  for (const question of questions) {
    const { p99, median } = await compare(queried, phones, question);
    const { name, bar } = question;
    const wish = bar === undefined ? '' : ` (bar ${bar.toFixed(2)})`;
    const text = `  last 100 of a phone ${name}, in ${bodies * linesABody} lines: p99 ${p99.toFixed(2)} × the plain table${wish}, median ${median.toFixed(2)} ×`;
    print(text, bar === undefined || p99 <= bar);
  }
}

// Each in a process of its own, side by side: ten million lines take a minute so.
async function fill(folder: string, { bodies, phones }: { bodies: number; phones: number }): Promise<void> {
  const script = join(import.meta.dirname, 'fill.ts');
  const numbers = [bodies, phones, Date.now()].map(String);
  const filling = ['store', 'table'].map(async which => {
    const args = ['--import', 'tsx', script, which, join(folder, which), ...numbers];
    const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
    if (code !== 0) throw new Error(`the ${which} cannot be filled`);
  });
  await Promise.all(filling);
}

async function compare(
  folder: string,
  phones: number,
  { asked, times }: Question,
): Promise<{ p99: number; median: number }> {
  const table = findReference().open(join(folder, 'table'));
  const reading = await openForReading(join(folder, 'store'));
  const source = openReader(reading);
  const any = numbers(3);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let index = -Math.min(warmUp, times); index < times; index++) {
    const mac = macOf(any(phones));
    let started = performance.now();
    const rows = table.query(mac, asked).length;
    const took = performance.now() - started;
    started = performance.now();
    const found = await search(source, { macs: [mac], last: 100, ...asked });
    if (index >= 0) {
      theirs.push(took);
      ours.push(performance.now() - started);
    }
    if (found.length !== rows) throw new Error(`${mac}: ${found.length} lines, but ${rows} rows`);
  }
  reading.close();
  table.close();
  const ratio = (share: number) => percentile(ours, share) / percentile(theirs, share);
  return { p99: ratio(0.99), median: ratio(0.5) };
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
