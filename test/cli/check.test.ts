import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const home = join(import.meta.dirname, '..', '..');
const root = mkdtempSync(join(tmpdir(), 'plugtone-check-'));
const test = suite('check');

test.before(() => {
  cpSync(join(home, 'test', 'cases', '_base', 'inventory'), join(root, 'inventory'), { recursive: true });
  const phone = 'mac: 00:04:f2:aa:bb:01, model: polycom/ip330, lines: [101, 101]';
  writeFileSync(join(root, 'inventory', 'phones.yaml'), `phones:\n  - { ${phone} }\n`);
});
test.after(() => rmSync(root, { recursive: true }));

function check(flags: string[], env: Record<string, string> = {}) {
  const { GITHUB_ACTIONS: _, ...own } = process.env;
  const argv = [
    '--import',
    'tsx',
    join(home, 'src', 'cli', 'plugtone.ts'),
    'check',
    '--root',
    root,
    ...flags,
  ];
  return spawnSync(process.execPath, argv, { cwd: home, encoding: 'utf8', env: { ...own, ...env } });
}

test('a warning leaves the exit code at 0', () => {
  const { status, stdout } = check([]);
  assert.match(stdout, /^inventory\/phones\.yaml:2:66: warning: .*\[lines\]$/m);
  assert.is(status, 0);
});

test('with --strict a warning is an error, and the exit code 1', () => {
  const { status, stdout } = check(['--strict', '--format', 'json']);
  assert.equal(
    JSON.parse(stdout).map(({ severity }: { severity: string }) => severity),
    ['error'],
  );
  assert.is(status, 1);
});

test('under GitHub Actions annotations are printed, with the path that GitHub knows', () => {
  const { stdout } = check([], { GITHUB_ACTIONS: 'true' });
  assert.match(stdout, /^::warning file=/);
  assert.ok(stdout.includes(join(root, 'inventory', 'phones.yaml')));
});

test('an unknown format is wrong usage, with a guess', () => {
  const { status, stderr } = check(['--format', 'jsn']);
  assert.is(status, 2);
  assert.match(stderr, /no format "jsn" — did you mean "json"\?/);
});

test('a root without an inventory is wrong usage, and says where it was looked for', () => {
  const { status, stderr } = check(['--root', join(root, 'inventory')]);
  assert.is(status, 2);
  assert.match(stderr, /no folder inventory\/ in .*inventory — --root names/);
});

test.run();
