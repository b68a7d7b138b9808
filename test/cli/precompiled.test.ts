import { isAscii } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { run, scriptIn, sealed } from '../../src/cli/precompiled.ts';
import { bundle } from '../packed.ts';

const home = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'plugtone-precompiled-'));
const [file, kept] = [join(folder, 'lib', 'check.cjs'), join(folder, 'lib', 'check.code')];
const env = { ...process.env, NODE_OPTIONS: '' };
const test = suite('precompiled');
let source: Buffer;
let whole: Buffer;

test.before(() => {
  bundle();
  for (const name of ['lib', 'templates', 'inventory', 'package.json', 'precompile.mjs'])
    cpSync(join(home, name), join(folder, name), { recursive: true });
  rmSync(kept, { force: true });
  const argv = ['precompile.mjs', 'check', 'check', '--root', folder];
  spawnSync(process.execPath, argv, { cwd: folder, env });
  [source, whole] = [readFileSync(file), readFileSync(kept)];
});
test.after(() => rmSync(folder, { recursive: true }));

test('what is kept as code is ASCII: one other character makes V8 hold all of it at two bytes each', () => {
  for (const name of ['build', 'check', 'explain', 'make'])
    assert.ok(isAscii(readFileSync(join(folder, 'lib', `${name}.cjs`))), name);
});

function check() {
  const argv = [join(folder, 'lib', 'plugtone.cjs'), 'check', '--root', folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', env });
  return { status, stdout, stderr };
}

// Asked in a process of its own: this one has met the source before, and runs under other flags.
function turnedDown(): string {
  const ask = `
    const { scriptIn } = require('./lib/precompiled.cjs');
    console.log(String(scriptIn(${JSON.stringify(file)}).cachedDataRejected));`;
  return spawnSync(process.execPath, ['-e', ask], { cwd: folder, encoding: 'utf8', env }).stdout.trim();
}

const clean = { status: 0, stdout: 'no findings\n', stderr: '' };

const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
};

test('code that was kept is taken by V8, and the verb does its work with it', () => {
  assert.is(turnedDown(), 'false');
  assert.equal(check(), clean);
});

const spoiled: Record<string, () => Buffer> = {
  empty: () => Buffer.alloc(0),
  'cut short': () => whole.subarray(0, whole.length / 2),
  'cut by its last byte': () => whole.subarray(0, -1),
  garbage: () => Buffer.alloc(whole.length, 'garbage'),
  'of one wrong bit at the start': () => flipped(whole, 0),
  'of one wrong bit in the middle': () => flipped(whole, whole.length >> 1),
  'of one wrong bit in its seal': () => flipped(whole, whole.length - 1),
  'made of another source of the same length': () => {
    const other = Buffer.from(source.toString().replace('no findings', 'no findingz'));
    const path = join(folder, 'other.cjs');
    writeFileSync(path, other);
    return sealed(other, scriptIn(path).createCachedData());
  },
};

for (const [how, spoil] of Object.entries(spoiled)) {
  test(`code that is ${how} is not given to V8, and the verb does its work without it`, () => {
    writeFileSync(kept, spoil());
    assert.is(turnedDown(), 'undefined');
    assert.equal(check(), clean);
  });
}

test('code that V8 turns down costs time only', () => {
  writeFileSync(kept, sealed(source, Buffer.from('of another V8')));
  assert.is(turnedDown(), 'true');
  assert.equal(check(), clean);
});

test('where there is no code, or none that can be read, the verb does its work without it', () => {
  rmSync(kept);
  assert.equal(check(), clean);
  cpSync(join(folder, 'inventory'), kept, { recursive: true });
  assert.equal(check(), clean);
});

test('a file finds what lies beside it, and its errors say the same places as when it is required', () => {
  const path = join(folder, 'place.cjs');
  writeFileSync(
    path,
    "exports.here = [__dirname, __filename, require.resolve('./lib/check.cjs')]; exports.stack =\n  new Error('a').stack;",
  );
  writeFileSync(join(folder, 'first.cjs'), "exports.stack = new Error('a').stack;");
  for (const name of [path, join(folder, 'first.cjs')]) {
    const required = createRequire(path)(name);
    const ran = run(scriptIn(name), name, createRequire(name)) as typeof required; // any, as require has it
    assert.equal(ran.here, required.here);
    assert.is(placeIn(ran.stack), placeIn(required.stack));
  }
});

const placeIn = (stack: string) =>
  /(\S+:\d+:\d+)\)?$/.exec(stack.split('\n')[1] ?? '')?.[1]?.replace('(', '');

test.run();
