import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { clockOf, isZone } from '../../../src/compile/plan/clock.ts';

const rule = (zone: string, year = 2026) => {
  const { offset, daylight } = clockOf(zone, year);
  const print = ({
    month,
    week,
    weekday,
    hour,
  }: {
    month: number;
    week: number;
    weekday: number;
    hour: number;
  }) => `${month}/${week}/${weekday}@${hour}`;
  return daylight
    ? `${offset / 3600} ${print(daylight.start)} ${print(daylight.stop)} ${daylight.minutes}`
    : String(offset / 3600);
};

test('northern zones change in spring and autumn', () => {
  assert.is(rule('America/Chicago'), '-6 3/2/1@2 11/1/1@2 60');
  assert.is(rule('Europe/Berlin'), '1 3/5/1@2 10/5/1@3 60');
});

test('southern zones start daylight saving late in the year', () => {
  assert.is(rule('Australia/Sydney'), '10 10/1/1@2 4/1/1@3 60');
});

test('half-hour zones and half-hour changes', () => {
  assert.is(rule('Asia/Kolkata'), '5.5');
  assert.is(rule('Australia/Lord_Howe'), '10.5 10/1/1@2 4/1/1@2 30');
});

test('a zone without daylight saving has none', () => {
  assert.is(rule('America/Phoenix'), '-7');
  assert.is(rule('UTC'), '0');
});

test('a rule is the same in every year in which it holds', () => {
  for (const zone of ['America/New_York', 'Europe/London', 'Pacific/Auckland']) {
    assert.equal(new Set([2024, 2025, 2026, 2027, 2028].map(year => rule(zone, year))).size, 1, zone);
  }
});

test('only IANA names are zones', () => {
  assert.ok(isZone('America/Chicago') && isZone('Asia/Calcutta'));
  assert.not(isZone('America/Chikago') || isZone('+05:00') || isZone(''));
});

test.run();
