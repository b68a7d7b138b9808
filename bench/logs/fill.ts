// Fill: the store or the plain table with the same invented lines, as a process of its own: fill.ts store|table PATH BODIES PHONES UNTIL.

import { answers } from '../../src/runtime/logs/query.ts';
import { wallClock } from '../../src/runtime/logs/zone.ts';
import { emptyLog } from '../../src/runtime/store/place.ts';
import { openForWriting } from '../../src/runtime/store/sqlite/schema.ts';
import { openWriter } from '../../src/runtime/store/sqlite/writer.ts';
import { body, macOf, numbers } from './lines.ts';
import { findReference, type LineRow } from './reference.ts';

interface Upload {
  mac: string;
  bytes: Buffer;
  arrived: number;
}

const [, , which = '', path = '', bodies = '0', phones = '1', until = '0'] = process.argv;
const lasts = 720_000; // milliseconds, a body
const checkpointEvery = 32;

/** One upload a phone, round after round; the last ones arrive at `until`. */
function* made(): Iterable<Upload> {
  const any = numbers(2);
  const rounds = Math.ceil(Number(bodies) / Number(phones));
  const began = Number(until) - rounds * lasts;
  for (let index = 0; index < Number(bodies); index++) {
    const start = began + Math.floor(index / Number(phones)) * lasts;
    const bytes = Buffer.from(body(any, start));
    yield { mac: macOf(index % Number(phones)), bytes, arrived: start + lasts };
  }
}

if (which === 'store') await fillStore();
else fillTable();

async function fillStore(): Promise<void> {
  const database = await openForWriting(path);
  const writer = openWriter(database);
  const totals = new Map<string, number>();
  let offset = 0;
  for (const { mac, bytes, arrived } of made()) {
    const at = totals.get(mac) ?? 0;
    const state = { ...emptyLog, total: at + bytes.length, arrived };
    totals.set(mac, state.total);
    writer.takeUp([{ mac, name: 'app.log', zone: 'UTC', at, state, bytes }], {
      segment: 1,
      offset: ++offset,
    });
    if (offset % checkpointEvery === 0) database.exec('PRAGMA wal_checkpoint(PASSIVE)');
  }
  database.close();
}

function fillTable(): void {
  const table = findReference().open(path);
  const clock = wallClock('UTC');
  for (const { mac, bytes, arrived } of made()) {
    const found = answers({ mac, name: '', bytes, sections: [{ at: 0, arrived }], clock }, {});
    table.insert(
      found.map(({ time, component, level, text }): LineRow => [mac, time, component, level, 0, text]),
    );
  }
  table.close();
}
