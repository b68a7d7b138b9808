import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const root = join(import.meta.dirname, '..', '..');

function plugtone(...args: string[]) {
  const entry = join(root, 'src', 'cli', 'plugtone.ts');
  const run = spawnSync(process.execPath, ['--import', 'tsx', entry, ...args, '--root', root], {
    encoding: 'utf8',
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

test('packs lists vendors and models in columns', () => {
  const { code, out } = plugtone('packs');
  assert.is(code, 0);
  assert.match(
    out,
    /^ {2}polycom\/ip4000 +SoundStation IP 4000 +1 line +1 key +directory 200 +software 3\.1\.8$/m,
  );
  assert.match(out, /^dhcp: DHCP servers/m);
});

test('one model alone is told with what it needs', () => {
  const { out } = plugtone('packs', 'ip4000');
  assert.match(out, /^ {2}parts +2201-06642-001$/m);
  assert.match(out, /^ {2}sameVersion +phone1_318\.cfg, sip_318\.cfg$/m);
  assert.match(out, /^ {2}firmware files +\*\.sip\.ld, /m);
});

test('a part of a name or title narrows the list, and a wrong name gets a guess', () => {
  assert.match(plugtone('packs', 'soundstation').out, 'polycom/ip7000');
  assert.not.match(plugtone('packs', 'soundstation').out, 'vvx');
  const wrong = plugtone('packs', 'vvx4111');
  assert.is(wrong.code, 1);
  assert.match(wrong.err, 'did you mean "vvx411"?');
});

test('the help shows a model that is there', () => {
  assert.match(plugtone('packs', '--help').out, /^Example: plugtone packs [a-z]+\/\w+$/m);
});

test('schema knows the models of the root', () => {
  const { properties } = JSON.parse(plugtone('schema').out);
  const { model } = properties.phones.items.properties;
  assert.ok(model.enum.includes('polycom/vvx411'));
  assert.is(plugtone('schema', 'inventry').code, 2);
});

test.run();
