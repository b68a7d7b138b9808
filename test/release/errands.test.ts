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
