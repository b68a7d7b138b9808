import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fileInTheWay, makeFolder } from '../../src/contract/folder.ts';

function inFolder(use: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-'));
  try {
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'there'));
    symlinkSync('nowhere', join(folder, 'lost'));
    symlinkSync('there', join(folder, 'link'));
    use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a folder is made with those above it, for owner and group', () =>
  inFolder(folder => {
    for (const path of ['there', 'link/a', 'a/b/c', 'a/b/d']) {
      makeFolder(join(folder, path));
      assert.ok(statSync(join(folder, path)).isDirectory());
    }
    assert.is(statSync(join(folder, 'a/b')).mode & 0o777, 0o750);
  }));

test('a folder that the system does not make is said in words, and comes to an end', () =>
  inFolder(folder => {
    if (process.platform === 'linux')
      for (const path of ['/proc/x', '/proc/x/y', '/proc/self/x/y'])
        assert.throws(
          () => makeFolder(path),
          /^cannot make the folder \/proc\/[a-z/]*x: no folder can be made there$/,
        );
    assert.throws(() => makeFolder(join(folder, 'file')), /file: something else is there$/);
    assert.throws(() => makeFolder(join(folder, 'x'.repeat(300))), /its name is too long$/);
  }));

test('what is in the way of a folder is a file or a link to nowhere, at its place or above it', () =>
  inFolder(folder => {
    for (const path of ['', 'there', 'link', 'new', 'new/below', 'link/new'])
      assert.is(fileInTheWay(join(folder, path)), undefined);
    for (const path of ['file', 'file/below', 'file/far/below'])
      assert.is(fileInTheWay(join(folder, path)), join(folder, 'file'));
    assert.is(fileInTheWay(join(folder, 'lost/below')), join(folder, 'lost'));
    assert.is(fileInTheWay('relative-and-new/below'), undefined);
  }));

test.run();
