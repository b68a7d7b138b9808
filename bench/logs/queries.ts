// Queries: the newest 100 lines of a phone at level 4 and more, of the store and of the plain table, turn by turn.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { answers } from '../../src/runtime/logs/query.ts';
import { wallClock } from '../../src/runtime/logs/zone.ts';
import { emptyLog } from '../../src/runtime/store/place.ts';
import { search } from '../../src/runtime/store/search.ts';
import { openReader } from '../../src/runtime/store/sqlite/reader.ts';
import { openForReading, openForWriting } from '../../src/runtime/store/sqlite/schema.ts';
import { openWriter } from '../../src/runtime/store/sqlite/writer.ts';
import { body, linesABody, macOf, numbers } from './lines.ts';
import { findReference, type LineRow } from './reference.ts';

export interface QueryBench {
  folder: string;
  /** how many lines are stored */
  lines: number;
  phones: number;
  print(text: string, good: boolean): void;
}

const times = 1000;
const warmUp = 200;

/** Fills both, then asks both, in turn. */
export async function queries({ folder, lines, phones, print }: QueryBench): Promise<void> {
  mkdirSync(join(folder, 'queried'));
  const path = join(folder, 'queried', 'logs.sqlite');
  const table = findReference().open(join(folder, 'rows'));
  const writing = await openForWriting(path);
  const writer = openWriter(writing);
  const clock = wallClock('UTC');
  const any = numbers(2);
  const bodies = Math.ceil(lines / linesABody);
  const began = Date.now() - (bodies / phones) * 720_000;
  for (let index = 0; index < bodies; index++) {
    const mac = macOf(index % phones);
    const round = Math.floor(index / phones);
    const bytes = Buffer.from(body(any, began + round * 720_000));
    const arrived = began + (round + 1) * 720_000;
    const at = writer.state(mac, 'app.log')?.total ?? 0;
    writer.takeUp(
      [
        {
          mac,
          name: 'app.log',
          zone: 'UTC',
          at,
          state: { ...emptyLog, total: at + bytes.length, arrived },
          bytes,
        },
      ],
      { segment: 1, offset: index },
    );
    const found = answers({ mac: '', name: '', bytes, sections: [{ at: 0, arrived }], clock }, {});
    table.insert(
      found.map(({ time, component, level, text }): LineRow => [mac, time, component, level, 0, text]),
    );
  }
  writing.close();
  const reading = await openForReading(path);
  const source = openReader(reading);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let index = -warmUp; index < times; index++) {
    const mac = macOf(any(phones));
    let started = performance.now();
    const rows = table.query(mac).length;
    const took = performance.now() - started;
    started = performance.now();
    const found = await search(source, { macs: [mac], level: 4, last: 100 });
    if (index >= 0) {
      theirs.push(took);
      ours.push(performance.now() - started);
    }
    if (found.length !== rows) throw new Error(`${mac}: ${found.length} lines, but ${rows} rows`);
  }
  const ratio = percentile(ours, 0.99) / percentile(theirs, 0.99);
  const middle = percentile(ours, 0.5) / percentile(theirs, 0.5);
  const text = `  last 100 of a phone at level 4 in ${bodies * linesABody} lines: p99 ${ratio.toFixed(2)} × the plain table (bar 2.00), median ${middle.toFixed(2)} ×`;
  print(text, ratio <= 2);
  reading.close();
  table.close();
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
