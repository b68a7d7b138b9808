// Routes: what docs/routes.md shows compiles, and means what it says.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { findRoute, routeTable } from '../../src/contract/routes.ts';
import { compiled } from '../packs/company.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/routes.md'), 'utf8');
const [, example = ''] = /^```yaml\n(.*?)^```/ms.exec(page) ?? [];
const { plan, findings } = compiled({
  ...parse(example),
  sites: { huntsville: { timezone: 'America/Chicago' } },
  people: {
    101: { name: 'Alice', password: 'alice-has-one-41', voicemail: true },
    102: { name: 'Bob', password: 'bob-has-one-42' },
    103: { name: 'Carol', password: 'carol-has-one-43' },
  },
});
const table = routeTable(plan.routes);
const key = (number: string) => findRoute(table, number, plan.numbering)?.key;

test('the example is sound', () => {
  assert.equal(
    findings.filter(({ rule }) => rule.startsWith('route')),
    [],
  );
});

test('the numbers of the example find their routes', () => {
  assert.equal(['200', '705', '9015', '9', '2565550199', '+12565550199', '12565550199'].map(key), [
    '200',
    '7xx',
    '9.',
    undefined,
    '+12565550199',
    '+12565550199',
    '+12565550199',
  ]);
});

test('what docs/asterisk.md says of the inventory is sound', () => {
  const asterisk = readFileSync(join(import.meta.dirname, '../../docs/asterisk.md'), 'utf8');
  const [, text = ''] = /^```yaml\n(.*?)^```/ms.exec(asterisk) ?? [];
  const fleet = {
    name: 'Docs',
    country: 'US',
    provisioning: { url: 'http://prov.example.com' },
    ...parse(text).fleet,
  };
  assert.is(compiled({ fleet }).plan.asterisk.realm, 'tones.example.com');
});

test('the hours are those of the site', () => {
  const step = plan.routes.get('0');
  assert.equal(step && 'when' in step && step.when, {
    zone: 'America/Chicago',
    days: [1, 2, 3, 4, 5],
    hours: [[480, 1020]],
    holidays: [],
  });
});

test.run();
