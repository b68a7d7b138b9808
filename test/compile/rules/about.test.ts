import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { about } from '../../../src/compile/rules/about.ts';
import { ruleNames } from '../../../src/compile/rules/index.ts';

const home = join(import.meta.dirname, '..', '..', '..');
const stages = ['file', 'pack', 'schema', 'template', 'yaml'];

test('every name that a finding can print is described, and no other', () => {
  assert.equal(Object.keys(about).sort(), [...ruleNames, ...stages].sort());
});

test('every name stands in docs/findings.md with its description', () => {
  const page = readFileSync(join(home, 'docs', 'findings.md'), 'utf8').replace(/ +/g, ' ');
  for (const [name, sentence] of Object.entries(about))
    assert.ok(page.includes(`| \`${name}\` | ${sentence} |`), name);
});

test('every rule has a case that shows it', () => {
  const cases = join(home, 'test', 'cases');
  const told = readdirSync(cases)
    .filter(name => !name.startsWith('_'))
    .map(name => readFileSync(join(cases, name, 'findings.txt'), 'utf8'))
    .join('');
  assert.equal(
    [...ruleNames].filter(name => !told.includes(`[${name}]`)),
    [],
  );
});

test.run();
