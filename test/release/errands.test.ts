import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openErrands } from '../../src/release/errands.ts';
import { bundle, helperSource } from './bundled.ts';

const folder = mkdtempSync(join(tmpdir(), 'plugtone-'));
const helper = join(folder, 'helper.cjs');
const many = 6000;

test.before(() => bundle(folder, helperSource));
test.after(() => rmSync(folder, { recursive: true }));

const text = (n: number) => `phöne ${n} `.repeat(n % 90);
const place = (n: number) => join(folder, `${n}.cfg`);

for (const [program, who] of [
  [helper, 'two threads'],
  [join(folder, 'none.cjs'), 'one thread'],
] as const) {
  test(`every file is written whole by ${who}, small, empty and larger than a parcel`, () => {
    const errands = openErrands(program);
    for (let n = 0; n < many; n++) errands.add({ kind: 'file', path: place(n), bytes: Buffer.from(text(n)) });
    errands.add({ kind: 'file', path: place(many), bytes: Buffer.alloc(1_000_000, 'x') });
    errands.finish();
    for (let n = 0; n < many; n++) assert.is(readFileSync(place(n), 'utf8'), text(n));
    assert.is(statSync(place(many)).size, 1_000_000);
    assert.is(statSync(place(1)).mode & 0o777, 0o640);
    for (let n = 0; n < many; n++)
      errands.add({ kind: 'link', path: `${place(n)}.same`, bytes: Buffer.from(place(n)) });
    errands.finish();
    errands.stop();
    for (let n = 0; n < many; n++) assert.is(statSync(`${place(n)}.same`).ino, statSync(place(n)).ino);
    for (let n = 0; n < many; n++) rmSync(`${place(n)}.same`);
  });
}

test('a name that cannot be a link is a copy, and the names after it are links to that', () => {
  const errands = openErrands(join(folder, 'none.cjs'));
  const names = ['taken', 'second', 'third'].map(name => join(folder, name));
  const target = join(folder, 'target.cfg');
  errands.add({ kind: 'file', path: target, bytes: Buffer.from('one text') });
  errands.add({ kind: 'file', path: names[0] ?? '', bytes: Buffer.from('no link can have this name') });
  for (const path of names) errands.add({ kind: 'link', path, bytes: Buffer.from(target) });
  errands.finish();
  const [copy, ...links] = names.map(name => statSync(name));
  for (const name of names) assert.is(readFileSync(name, 'utf8'), 'one text');
  assert.is.not(copy?.ino, statSync(target).ino);
  for (const link of links) assert.is(link.ino, copy?.ino);
});

test('what goes wrong on the other thread is thrown here with its code and path, and nothing is done after it', () => {
  const errands = openErrands(helper);
  const lost = join(folder, 'no', 'such', 'folder.cfg');
  let caught: NodeJS.ErrnoException | undefined;
  try {
    for (let n = 0; n < many; n++) errands.add({ kind: 'file', path: place(n), bytes: Buffer.from(text(n)) });
    errands.add({ kind: 'file', path: lost, bytes: Buffer.from('x') });
    errands.finish();
  } catch (error) {
    caught = error as NodeJS.ErrnoException;
  }
  errands.add({ kind: 'file', path: join(folder, 'after.cfg'), bytes: Buffer.from('x') });
  errands.stop();
  assert.is(caught?.code, 'ENOENT');
  assert.is(caught?.path, lost);
  assert.not.ok(existsSync(join(folder, 'after.cfg')));
});

test.run();
