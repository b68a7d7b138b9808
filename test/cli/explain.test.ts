import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const root = join(import.meta.dirname, '..', '..');

function explain(...args: string[]) {
  const entry = join(root, 'src', 'cli', 'plugtone.ts');
  const run = spawnSync(process.execPath, ['--import', 'tsx', entry, 'explain', '--root', root, ...args], {
    encoding: 'utf8',
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

test('a value of the sample company names its line and what it overrode', () => {
  const { code, out } = explain('00-04-F2-AA-CC-01', 'up.backlight.idleIntensity');
  assert.is(code, 0);
  assert.match(out, /^00:04:f2:aa:cc:01 {2}VVX 411, portland$/m);
  assert.match(out, /idleIntensity {2}0 +inventory\/sites\.yaml:\d+ \(site portland\)$/m);
  assert.match(out, /over +1 +inventory\/fleet\.yaml:\d+ \(fleet\)$/m);
});

test('secrets are hidden unless asked for', () => {
  assert.not.match(explain('0004f2aabb01').out, 'sample-ruby-otter-41');
  assert.not.match(explain('0004f2aabb01', '--format', 'json').out, 'sample-ruby-otter-41');
  assert.match(explain('0004f2aabb01', '--show-secrets').out, 'sample-ruby-otter-41');
});

test('JSON has name, value, layer, file and line', () => {
  const told = JSON.parse(explain('0004f2aacc01', 'up.backlight.idleIntensity', '--format', 'json').out);
  const [value] = told.parameters;
  assert.is(value.value, '0');
  assert.is(value.file, 'inventory/sites.yaml');
  assert.is(value.overrode[0].layer, 'fleet');
});

test('what is not there gets a guess and exit code 1; a wrong command line 2', () => {
  const wrong = explain('00:04:f2:aa:bb:0');
  assert.is(wrong.code, 1);
  assert.match(wrong.err, 'did you mean "00:04:f2:aa:bb:0');
  assert.match(explain('10l').err, 'did you mean "101"');
  assert.match(explain('0004f2aabb01', 'timezonne').err, 'did you mean "timezone"');
  assert.is(explain().code, 2);
  assert.is(explain('101', '--format', 'xml').code, 2);
  assert.match(explain('101', 'name', 'email').err, '"email" is one word too many');
});

test.run();
