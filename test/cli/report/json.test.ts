import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { json } from '../../../src/cli/report/json.ts';
import { around, finding, related } from './finding.ts';

const keys = ['file', 'line', 'column', 'endLine', 'endColumn', 'severity', 'rule', 'message'];

test('no finding is an empty array', () => {
  assert.equal(JSON.parse(json([], around())), []);
});

test('every finding has the promised keys, in their order, and no other', () => {
  const [told] = JSON.parse(json([finding({ secret: true, shadow: true })], around()));
  assert.equal(Object.keys(told), keys);
});

test('the other place of a conflict is a finding without a rule', () => {
  const [told] = JSON.parse(json([finding({ related })], around()));
  assert.equal(Object.keys(told), [...keys, 'related']);
  assert.equal(told.related, related);
});

test('any text of a message comes back as it was', () => {
  const message = 'a "b" \\ \u0000 \n \u2028 ü 👩';
  assert.is(JSON.parse(json([finding({ message })], around()))[0].message, message);
});

test.run();
