// Notable: the lines kept apart answer as the whole piece does.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { digest } from '../../../src/runtime/logs/digest.ts';
import { none, readNotable } from '../../../src/runtime/logs/notable.ts';
import { answers, rawOf } from '../../../src/runtime/logs/query.ts';
import { wallClock } from '../../../src/runtime/logs/zone.ts';

const clock = wallClock('America/Chicago');
const sections = [
  { at: 0, arrived: Date.UTC(2026, 10, 24, 20) },
  { at: 5000, arrived: Date.UTC(2026, 10, 24, 21) },
];

/** So many lines, of which every tenth is of level `high`, and some have no stamp or one since the start. */
function lines(count: number, high: string, end = '\n'): Buffer {
  const stamps = ['1124130000', '000102.345', 'no stamp, '];
  return Buffer.from(
    Array.from({ length: count }, (_, index) => {
      const level = index % 10 === 9 ? high : '2';
      return `${stamps[index % 7 === 3 ? 1 : index % 11 === 5 ? 2 : 0]}|sip  |${level}|00|line ${index} é${end}`;
    }).join(''),
  );
}

const told = (bytes: Buffer, level: number, times?: Float64Array) =>
  answers({ mac: '', name: '', bytes, sections, clock, ...(times && { times }) }, { level }).map(
    line => `${line.time} ${line.level} ${line.component} ${line.text} ${rawOf(line)}`,
  );

for (const [name, bytes] of Object.entries({
  'of level 4': lines(400, '4'),
  'always logged': lines(400, '*'),
  'with carriage returns': lines(400, '5', '\r\r\n'),
}))
  test(`lines ${name} are the same apart and in the whole piece, their times as well`, () => {
    const { notable } = digest(bytes, sections, clock);
    const apart = readNotable(notable.bytes);
    assert.ok(apart.bytes.length < bytes.length / 5);
    for (let level = notable.from; level <= 6; level++)
      assert.equal(told(apart.bytes, level, apart.times), told(bytes, level));
    assert.ok(told(bytes, notable.from).length >= 30);
  });

test('a level of which there are many is not kept twice', () => {
  assert.is(
    digest(Buffer.from(lines(400, '4').toString().replaceAll('|2|', '|5|')), sections, clock).notable.from,
    6,
  );
  assert.is(
    digest(Buffer.from(lines(400, '4').toString().replaceAll('|2|', '|6|')), sections, clock).notable.from,
    none,
  );
});

test('a small piece is read whole', () => {
  const { notable } = digest(lines(40, '4'), sections, clock);
  assert.equal([notable.from, notable.bytes.length], [none, 0]);
  assert.is(readNotable(notable.bytes).times.length, 0);
});

test.run();
