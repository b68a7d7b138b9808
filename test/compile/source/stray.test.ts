import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readDocuments } from '../../../src/compile/source/document.ts';
import { readTree } from '../../../src/compile/source/file.ts';

const root = mkdtempSync(join(tmpdir(), 'plugtone-stray-'));
const inventory = join(root, 'inventory');
const locked = join(root, 'locked');
const home = join(import.meta.dirname, '..', '..', '..');
const test = suite('stray');

test.before(() => {
  mkdirSync(join(inventory, 'folder.yaml'), { recursive: true });
  mkdirSync(join(root, 'shared'));
  mkdirSync(join(locked, 'inner'), { recursive: true });
  chmodSync(join(locked, 'inner'), 0o700);
  for (const folder of [root, locked]) chmodSync(folder, 0o755);
  writeFileSync(join(root, 'shared', 'sites.yaml'), 'sites: { hq: {} }\n');
  symlinkSync('../shared/sites.yaml', join(inventory, 'within.yaml'));
  symlinkSync('/etc/hosts', join(inventory, 'out.yaml'));
  symlinkSync('gone.yaml', join(inventory, 'dangling.yaml'));
  symlinkSync('..', join(inventory, 'loop'));
  spawnSync('mkfifo', [join(inventory, 'pipe.yaml')]);
});
test.after(() => rmSync(root, { recursive: true }));

function read(name: string) {
  const file = readTree(root, 'inventory', ['.yaml']).find(({ path }) => path === `inventory/${name}`);
  return file && readDocuments(file);
}

test('a link to a file of the same repo is that file', () => {
  assert.equal(read('within.yaml')?.documents[0]?.value, { sites: { hq: {} } });
});

test('a link out of the repo, to nothing, to a folder, and what is no file are findings, and nothing is read', () => {
  const faults: [string, RegExp][] = [
    ['out.yaml', /leads out of this repo/],
    ['dangling.yaml', /link to nothing/],
    ['loop', /a folder or a link to one/],
    ['folder.yaml', /a folder or a link to one/],
    ['pipe.yaml', /no ordinary file/],
  ];
  for (const [name, message] of faults) {
    const found = read(name);
    assert.match(found?.findings[0]?.message ?? '', message);
    assert.equal(found?.documents, []);
  }
});

test('a folder that may not be read is a finding, once', () => {
  if (process.getuid?.() !== 0) return; // only root can become somebody else
  const script = `import { readTree } from ${JSON.stringify(join(home, 'src/compile/source/file.ts'))};
    import { readDocuments } from ${JSON.stringify(join(home, 'src/compile/source/document.ts'))};
    process.setuid(65534);
    for (const file of readTree(${JSON.stringify(root)}, 'locked', ['.yaml']))
      for (const { message } of readDocuments(file).findings) console.log(file.path, message);`;
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: home,
    encoding: 'utf8',
  });
  assert.match(
    run.stdout,
    /^locked\/inner this file cannot be read: you may not read this folder.*\n$/,
    run.stderr,
  );
});

test('a file that may not be read is a finding', () => {
  const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  const { findings } = readDocuments({
    path: 'inventory/a.yaml',
    bytes: () => {
      throw denied;
    },
  });
  assert.match(findings[0]?.message ?? '', /may not read it/);
});

test('an ending in capitals is an ending', () => {
  writeFileSync(join(inventory, 'MORE.YAML'), 'contacts: []\n');
  assert.equal(read('MORE.YAML')?.documents[0]?.value, { contacts: [] });
});

test.run();
