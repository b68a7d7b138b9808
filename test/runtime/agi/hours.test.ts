// Hours: the clock of a route, in its own zone.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { When } from '../../../src/contract/routes.ts';
import { isWithin } from '../../../src/runtime/agi/hours.ts';

const any: When = { zone: 'America/Chicago', days: [], hours: [], holidays: [] };
const office: When = { ...any, days: [1, 2, 3, 4, 5], hours: [[480, 1020]] };
const at = (when: When, text: string) => isWithin(when, new Date(text));

test('no days and no hours are always', () => assert.is(at(any, '2026-08-08T03:00:00Z'), true));

test('hours begin with their first minute and end before their last', () => {
  assert.is(at(office, '2026-08-05T12:59:59Z'), false);
  assert.is(at(office, '2026-08-05T13:00:00Z'), true);
  assert.is(at(office, '2026-08-05T21:59:59Z'), true);
  assert.is(at(office, '2026-08-05T22:00:00Z'), false);
});

test('the day is the day of the zone', () => {
  const tokyo = { ...office, zone: 'Asia/Tokyo' };
  assert.is(at(tokyo, '2026-08-09T23:30:00Z'), true); // Monday morning there
  assert.is(at(tokyo, '2026-08-08T00:30:00Z'), false); // Saturday morning there
});

test('clocks that change are followed', () => {
  assert.is(at(office, '2026-03-06T13:30:00Z'), false); // 07:30, before the change
  assert.is(at(office, '2026-03-09T13:30:00Z'), true); // 08:30, after it
});

test('hours over midnight belong to the day on which they began', () => {
  const night: When = { ...any, zone: 'UTC', days: [5], hours: [[1320, 360]], holidays: ['12-25'] };
  assert.is(at(night, '2026-08-07T23:00:00Z'), true);
  assert.is(at(night, '2026-08-08T05:59:00Z'), true);
  assert.is(at(night, '2026-08-07T05:59:00Z'), false);
  assert.is(at(night, '2026-12-26T01:00:00Z'), false); // the 25th, a Friday, is a holiday
});

test('holidays are days or days of every year', () => {
  const holidays = ['2026-08-05', '12-25'];
  assert.is(at({ ...office, holidays }, '2026-08-05T15:00:00Z'), false);
  assert.is(at({ ...office, holidays }, '2027-08-05T15:00:00Z'), true);
  assert.is(at({ ...office, holidays }, '2028-12-25T15:00:00Z'), false);
});

test('midnight is the first minute of its day', () => {
  const first: When = { ...any, zone: 'UTC', days: [1], hours: [[0, 1]] };
  assert.is(at(first, '2026-08-10T00:00:30Z'), true);
  assert.is(at({ ...first, hours: [[0, 1440]] }, '2026-08-10T23:59:30Z'), true);
});

test.run();
