import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readAhead } from '../../src/cli/ahead/ahead.ts';
import { stampFile } from '../../src/cli/stamp.ts';
import { bytesOf, type SourceFile, sourceFile } from '../../src/compile/source/file.ts';
import { bundle } from '../release/bundled.ts';

const folder = mkdtempSync(join(tmpdir(), 'plugtone-'));
const reader = join(folder, 'reader.cjs');
const isAlone = availableParallelism() < 2; // then no thread is started
const many = 3000;
const text = (n: number) => `phöne ${n}\n`.repeat(n % 90);
const names = Array.from({ length: many }, (_, n) => `${n}.yaml`);
const files = () => names.map(name => sourceFile(folder, name));

test.before(() => {
  bundle(folder, join(import.meta.dirname, '../../src/cli/ahead/reader.ts'));
  for (const [n, name] of names.entries()) writeFileSync(join(folder, name), text(n));
  writeFileSync(join(folder, '7.yaml'), 'x'.repeat(1_000_000));
  rmSync(join(folder, '8.yaml'));
  mkdirSync(join(folder, '8.yaml'));
  rmSync(join(folder, '9.yaml'));
  for (const name of names.slice(20)) utimesSync(join(folder, name), 1e9, 1e9);
});
test.after(() => rmSync(folder, { recursive: true }));

const found = (file: SourceFile, bytes: Uint8Array | undefined) =>
  Buffer.from(bytes ?? bytesOf(file)).toString();
const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

for (const [what, isSkipped] of [
  ['every file', () => false],
  ['some files only', (n: number) => n % 700 > 300],
] as const) {
  test(`${what}: what was read ahead is what lies on disk, with its digest and its stamp`, async () => {
    let count = 0;
    // A thread may be slow to begin: then the first one reads all.
    for (const wait of [100, 1000, 10_000]) {
      count = await readAll(isSkipped, wait);
      if (count > 0) break;
    }
    assert.is(count > 100, !isAlone, `${count} files were read by the other thread`);
  });
}

/** Answers how many were read ahead. */
async function readAll(isSkipped: (n: number) => boolean, wait: number): Promise<number> {
  const all = files();
  const ahead = readAhead(all, reader);
  assert.is(ahead === undefined, isAlone);
  await new Promise(done => setTimeout(done, wait));
  let count = 0;
  for (const [n, file] of all.entries()) {
    if (isSkipped(n)) continue;
    const bytes = ahead?.(file);
    if (bytes) count++;
    if (n === 7 || n % 90 === 0) assert.is(bytes, undefined, 'too large or empty: left to the first thread');
    if (n === 8 || n === 9) {
      assert.is(bytes, undefined);
      assert.throws(() => bytesOf(file), n === 8 ? /EISDIR/ : /ENOENT/);
      continue;
    }
    const content = n === 7 ? 'x'.repeat(1_000_000) : text(n);
    assert.is(found(file, bytes), content);
    assert.is(file.digest, sha256(content));
    const again = sourceFile(folder, file.path);
    stampFile(again);
    if (ahead) assert.is(file.stamp, again.stamp);
  }
  return count;
}

test('a thread that dies, or claims files and never hands them over, is not waited for again', () => {
  const lost = join(folder, 'lost.cjs');
  writeFileSync(
    lost,
    `const { memory } = require('node:worker_threads').workerData;
    Atomics.add(new Int32Array(memory), 0, 64);
    throw new Error('lost');`,
  );
  const all = files();
  const ahead = readAhead(all, lost);
  const start = Date.now();
  for (const [n, file] of all.entries()) {
    if (n > 10) assert.is(found(file, ahead?.(file)), text(n));
    if (n === 0) while (Date.now() - start < 300); // let it begin
  }
  assert.ok(Date.now() - start < 8000);
});

test('few files, or no program, are no work for a second thread', () => {
  assert.is(readAhead(files().slice(0, 500), reader), undefined);
  assert.is(readAhead(files(), join(folder, 'none.cjs')), undefined);
});

test.run();
