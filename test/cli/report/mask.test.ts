import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { masked } from '../../../src/cli/report/mask.ts';

const shown = (line: string) => masked('inventory/people.yaml', line);

test('a password that is written out is covered, whatever stands around it', () => {
  assert.is(shown('    password: hunter 2, {x}'), '    password: •••••••••••••');
  assert.is(shown('  101: { name: A, password: hunter2 }'), '  101: { name: A, password: ••••••• }');
  assert.is(shown('  101: { password: "a, }\\" b", pin: 1 }'), '  101: { password: ••••••••••, pin: • }');
  assert.is(shown("  pin: 'it''s'"), '  pin: •••••••');
  assert.is(shown('  "password" : x'), '  "password" : •');
});

test('the path of a secret is none, and may be shown', () => {
  assert.is(shown('password: !secret people/101'), 'password: !secret people/101');
});

test('nothing of a secrets file is shown', () => {
  assert.is(masked('inventory/secrets.yaml', '101: x'), undefined);
  assert.is(masked('inventory/secrets.yaml.age', 'x'), undefined);
});

test.run();
