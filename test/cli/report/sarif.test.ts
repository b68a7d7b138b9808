import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sarif } from '../../../src/cli/report/sarif.ts';
import { about } from '../../../src/compile/rules/about.ts';
import { around, finding } from './finding.ts';

const related = {
  message: 'first written here',
  file: 'a b.yaml',
  line: 2,
  column: 3,
  endLine: 2,
  endColumn: 4,
};
const log = (...findings: ReturnType<typeof finding>[]) => JSON.parse(sarif(findings, around()));

// What the standard requires of each object: SARIF 2.1.0, §3.13, 3.14, 3.18, 3.19, 3.27, 3.11, 3.28, 3.30, 3.49.
test('a log has a version and a run with a tool, its driver and results', () => {
  const { version, runs } = log();
  assert.is(version, '2.1.0');
  assert.is(runs.length, 1);
  assert.is(runs[0].tool.driver.name, 'plugtone');
  assert.match(runs[0].tool.driver.version, /^\d+\.\d+\.\d+/);
  assert.equal(runs[0].results, []);
  assert.is(runs[0].columnKind, 'utf16CodeUnits');
});

test('a result names a rule that the driver describes', () => {
  const [run] = log(finding(), finding({ rule: 'mac' }), finding({ rule: 'yaml' })).runs;
  for (const { ruleId, ruleIndex } of run.results) assert.is(run.tool.driver.rules[ruleIndex].id, ruleId);
  for (const { id, shortDescription } of run.tool.driver.rules) assert.is(shortDescription.text, about[id]);
});

test('a level is one that SARIF knows', () => {
  const [run] = log(finding(), finding({ severity: 'warning' })).runs;
  assert.equal(
    run.results.map(({ level }: { level: string }) => level),
    ['error', 'warning'],
  );
});

test('a place is a relative URI and a region that ends behind its last character', () => {
  const [run] = log(
    finding({ file: 'inventory/a b/zoë%.yaml', line: 4, column: 11, endLine: 4, endColumn: 14 }),
  ).runs;
  const [{ physicalLocation }] = run.results[0].locations;
  assert.equal(physicalLocation.artifactLocation, {
    uri: 'inventory/a%20b/zo%C3%AB%25.yaml',
    uriBaseId: '%SRCROOT%',
  });
  assert.equal(physicalLocation.region, { startLine: 4, startColumn: 11, endLine: 4, endColumn: 14 });
});

test('the other place of a conflict is a related location with a message', () => {
  const [run] = log(finding({ related })).runs;
  const [place] = run.results[0].relatedLocations;
  assert.is(place.message.text, 'first written here');
  assert.is(place.physicalLocation.artifactLocation.uri, 'a%20b.yaml');
});

test.run();
