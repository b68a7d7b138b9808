import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLevel } from '../../../src/cli/logs/level.ts';
import { json, raw, text } from '../../../src/cli/logs/print.ts';
import { readWhen } from '../../../src/cli/logs/when.ts';

const now = Date.UTC(2026, 10, 24, 14);

test('a time is so long ago, or a date by this machine’s clock', () => {
  assert.is(readWhen('90s', now), now - 90_000);
  assert.is(readWhen('2h', now), now - 7_200_000);
  assert.is(readWhen('7d', now), now - 604_800_000);
  assert.is(readWhen('2026-11-24', now), new Date(2026, 10, 24).getTime());
  assert.is(readWhen('2026-11-24 13:00', now), new Date(2026, 10, 24, 13).getTime());
  assert.is(readWhen('2026-11-24T13:00:05Z', now), Date.UTC(2026, 10, 24, 13, 0, 5));
  for (const wrong of ['', '2', 'h', '2 h', '-2h', 'yesterday', '2026-13-40', '24.11.2026'])
    assert.is(readWhen(wrong, now), undefined, wrong);
});

test('a level is a number or a word', () => {
  assert.equal(['0', '6', 'warn', 'error', 'fatal'].map(readLevel), [0, 6, 4, 5, 6]);
  assert.equal(['7', '*', 'warning!', 'toString', ''].map(readLevel), Array(5).fill(undefined));
});

const piece = Buffer.from('1124140000|sip  |5|00|a|b \u001b[2J\u0007');
const line = {
  mac: '0004f2aabb01',
  name: 'app.log',
  time: now,
  level: 5,
  component: 'sip',
  text: 'a|b \u001b[2J\u0007',
  piece,
  start: 0,
  end: piece.length,
};

test('what a phone writes cannot command the terminal', () => {
  assert.match(
    text(false)(line).toString(),
    /^2026-11-\d\d \d\d:\d\d:\d\d {2}00:04:f2:aa:bb:01 {2}app {3}sip {3}5 {2}a\|b \ufffd\[2J\ufffd\n$/,
  );
  assert.match(text(true)(line).toString(), /^\u001b\[31m[^\u001b]*\u001b\[0m\n$/);
});

test('JSON is one object a line, and raw is what came', () => {
  assert.equal(JSON.parse(json(line).toString()), {
    time: '2026-11-24T14:00:00.000Z',
    mac: '0004f2aabb01',
    log: 'app.log',
    level: 5,
    component: 'sip',
    text: 'a|b \u001b[2J\u0007',
  });
  assert.is(JSON.parse(json({ ...line, level: 7 }).toString()).level, '*');
  assert.is(JSON.parse(json({ ...line, level: 8, component: '' }).toString()).level, null);
  assert.ok(Buffer.from(raw(line)).equals(Buffer.concat([line.piece, Buffer.from('\n')])));
});

test.run();
