// Times: three formats, no year, and clocks that go back.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scan } from '../../../src/runtime/logs/scan.ts';
import { type Section, timesOf } from '../../../src/runtime/logs/times.ts';
import { wallClock } from '../../../src/runtime/logs/zone.ts';

const line = (stamp: string) => `${stamp}|sip  |4|00|x\n`;
const times = (stamps: string[], arrived: string, zone = 'UTC', sections?: Section[]) =>
  [
    ...timesOf(
      scan(Buffer.from(stamps.map(line).join(''))),
      sections ?? [{ at: 0, arrived: Date.parse(arrived) }],
      wallClock(zone),
    ),
  ].map(time => new Date(time).toISOString().replace('.000Z', 'Z'));

test('second and minute stamps are told apart', () => {
  assert.equal(times(['1124132109', '2611241321'], '2026-11-24T14:00:00Z'), [
    '2026-11-24T13:21:09Z',
    '2026-11-24T13:21:00Z',
  ]);
});

test('the year is the one before around New Year, and the next where the phone is ahead', () => {
  assert.equal(times(['1231235958', '0101000003'], '2027-01-01T00:00:10Z'), [
    '2026-12-31T23:59:58Z',
    '2027-01-01T00:00:03Z',
  ]);
  assert.equal(times(['0101000100'], '2026-12-31T23:58:00Z'), ['2027-01-01T00:01:00Z']);
  assert.equal(times(['1125000000'], '2026-11-20T00:00:00Z'), ['2025-11-25T00:00:00Z']);
});

test('a 29 February is of a year that had one', () => {
  assert.equal(times(['0229120000'], '2027-03-01T00:00:00Z'), ['2024-02-29T12:00:00Z']);
});

test('a site stamps by its own clock, in summer and in winter', () => {
  assert.equal(times(['1124132109', '0704120000'], '2026-11-24T23:00:00Z', 'America/Chicago'), [
    '2026-11-24T19:21:09Z',
    '2026-07-04T17:00:00Z',
  ]);
  assert.equal(times(['1124132109'], '2026-11-24T23:00:00Z', 'Asia/Kathmandu'), ['2026-11-24T07:36:09Z']);
});

test('New Year comes later in Chicago', () => {
  assert.equal(times(['1231235958'], '2027-01-01T06:00:10Z', 'America/Chicago'), ['2027-01-01T05:59:58Z']);
});

test('the hour that occurs twice is the first, the one that is skipped goes on', () => {
  const zone = 'America/Chicago';
  assert.equal(times(['1101005959', '1101013000', '1101020000'], '2026-11-02T00:00:00Z', zone), [
    '2026-11-01T05:59:59Z',
    '2026-11-01T06:30:00Z',
    '2026-11-01T08:00:00Z',
  ]);
  assert.equal(times(['0308015959', '0308023000', '0308030000'], '2026-03-09T00:00:00Z', zone), [
    '2026-03-08T07:59:59Z',
    '2026-03-08T08:30:00Z',
    '2026-03-08T08:00:00Z',
  ]);
});

test('time since the start ends at the first stamp with a date', () => {
  assert.equal(times(['000010.000', '000012.500', '1124132109'], '2026-11-24T15:00:00Z'), [
    '2026-11-24T13:21:06.500Z',
    '2026-11-24T13:21:09Z',
    '2026-11-24T13:21:09Z',
  ]);
});

test('time since the start ends at the arrival where no date follows, and starts anew with each boot', () => {
  assert.equal(times(['000010.000', '011511.006', '000001.000', '000005.000'], '2026-11-24T15:00:00Z'), [
    '2026-11-24T13:44:53.994Z',
    '2026-11-24T14:59:55Z',
    '2026-11-24T14:59:56Z',
    '2026-11-24T15:00:00Z',
  ]);
});

test('lines that came at another time are read by that', () => {
  const sections = [
    { at: 0, arrived: Date.parse('2025-12-31T12:00:00Z') },
    { at: line('1231110000').length, arrived: Date.parse('2026-12-31T12:00:00Z') },
  ];
  assert.equal(times(['1231110000', '1231110000'], '', 'UTC', sections), [
    '2025-12-31T11:00:00Z',
    '2026-12-31T11:00:00Z',
  ]);
});

test('a line without a stamp has the time of the one before it', () => {
  assert.equal(times(['hello', '1124132109', 'world'], '2026-11-24T15:00:00Z'), [
    '2026-11-24T13:21:09Z',
    '2026-11-24T13:21:09Z',
    '2026-11-24T13:21:09Z',
  ]);
});

test('every moment of a year is read back in zones that change their clocks', () => {
  for (const zone of [
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'America/St_Johns',
    'UTC',
  ]) {
    const clock = wallClock(zone);
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    for (let moment = Date.UTC(2026, 0, 1, 0, 7); moment < Date.UTC(2027, 0, 1); moment += 3_000_000) {
      const wall = Date.parse(`${format.format(moment).replace(' ', 'T')}Z`);
      const back = clock(wall);
      // of an hour that occurs twice we know the first only
      assert.ok(
        back === moment || (back < moment && moment - back <= 3_600_000),
        `${zone} ${new Date(moment).toISOString()}`,
      );
    }
  }
});

test.run();
