// Large: files of thousands of faults, aliases and merges are read in time that grows with them, not with their square.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { masked } from '../../../src/cli/report/mask.ts';
import { compile } from '../../../src/compile/compile.ts';
import { shownName } from '../../../src/compile/plan/shownName.ts';
import { type LocatedFinding, locateFindings } from '../../../src/compile/source/finding.ts';

const many = 10_000;
const enough = 20_000; // milliseconds: with squares it was minutes

const fleet =
  'fleet:\n  name: Case Company\n  country: US\n  provisioning: { url: "http://prov.example.com:8080" }\n  sip: { server: pbx.example.com }\n';

function findingsOf(text: string): LocatedFinding[] {
  const sources = { templates: [], secrets: undefined, secretsRequired: false, year: 2026 };
  const file = { path: 'inventory/all.yaml', bytes: () => Buffer.from(fleet + text) };
  return locateFindings(compile({ ...sources, inventory: [file] }).findings);
}

const lines = (line: (n: number) => string) => Array.from({ length: many }, (_, n) => line(n)).join('');
const mac = (n: number) => `0004f2${n.toString(16).padStart(6, '0')}`;

const texts: Record<string, { text: string; told: number; message: RegExp }> = {
  'a key that is written many times': {
    text: `people:\n${'  101: { name: Alice }\n'.repeat(many)}`,
    told: many - 1,
    message: /already in use above/,
  },
  'people with a misspelt key each': {
    text: `people:\n${lines(n => `  ${n + 20_000}: { name: Alice, emial: a@example.com }\n`)}`,
    told: many,
    message: /did you mean "email"/,
  },
  'tabs in front of every line': {
    text: `people:\n${'\t101: { name: Alice }\n'.repeat(many)}`,
    told: 1,
    message: /a tab indents this line/,
  },
  'a merge in every phone': {
    text: `phones:\n  - &desk { mac: "${mac(many)}", model: none/none }\n${lines(n => `  - { <<: *desk, mac: "${mac(n)}" }\n`)}`,
    told: 1,
    message: /no model "none\/none"/,
  },
  'an alias in every phone': {
    text: `phones:\n  - &desk { mac: "${mac(many)}", model: none/none }\n${'  - *desk\n'.repeat(many)}`,
    told: many + 1,
    message: /already in use|no model/,
  },
};

for (const [name, { text, told, message }] of Object.entries(texts)) {
  test(`${name} is told in time`, () => {
    const start = performance.now();
    const findings = findingsOf(text);
    assert.is(findings.length, told);
    for (const finding of findings) assert.match(finding.message, message);
    assert.ok(performance.now() - start < enough, `${performance.now() - start} ms`);
  });
}

test('a line and a name of a million characters are shown in time', () => {
  const start = performance.now();
  const long = 'a'.repeat(1_000_000);
  assert.is(masked('inventory/people.yaml', long), long);
  assert.is(shownName(long).length, 60);
  assert.ok(performance.now() - start < enough);
});

test.run();
