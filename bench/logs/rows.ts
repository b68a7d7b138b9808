// Rows: the reference's loop as a process of its own, so that it has a core to itself: rows.ts PATH BODIES PHONES.

import { answers } from '../../src/runtime/logs/query.ts';
import { wallClock } from '../../src/runtime/logs/zone.ts';
import { body, macOf, numbers } from './lines.ts';
import { findReference, type LineRow } from './reference.ts';

const [, , path = '', bodies = '0', phones = '1'] = process.argv;
const any = numbers(1);
const clock = wallClock('UTC');
const moment = Date.now() - 3_600_000;
const table = findReference().open(path);

// Parsed before the clock starts: the reference only inserts.
const parsed = Array.from({ length: Number(bodies) }, (_, index) => {
  const bytes = Buffer.from(body(any, moment));
  const lines = answers({ mac: '', name: '', bytes, sections: [{ at: 0, arrived: Date.now() }], clock }, {});
  const mac = macOf(index % Number(phones));
  return lines.map(({ time, component, level, text }): LineRow => [mac, time, component, level, 0, text]);
});

const started = performance.now();
for (const rows of parsed) table.insert(rows);
const elapsed = performance.now() - started;
table.close();
process.stdout.write(`${elapsed}\n`);
