import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { durationSeconds, laterTime, sizeBytes } from '../../../src/compile/plan/quantity.ts';

test('durations and sizes are read with their unit', () => {
  assert.equal(['20s', '60m', '12h', '30d'].map(durationSeconds), [20, 3600, 43_200, 2_592_000]);
  assert.equal(['512B', '20MB', '1GB'].map(sizeBytes), [512, 20_000_000, 1_000_000_000]);
});

test('a time some minutes later goes round midnight', () => {
  assert.is(laterTime('01:00', 90), '02:30');
  assert.is(laterTime('23:30', 60), '00:30');
});

test.run();
