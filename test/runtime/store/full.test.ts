// Full: a disk without space. Uploads are refused, nothing that was acknowledged is lost, and space heals it.

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { search } from '../../../src/runtime/store/search.ts';
import { openReader, readStored } from '../../../src/runtime/store/sqlite/reader.ts';
import { openForReading, storeFile } from '../../../src/runtime/store/sqlite/schema.ts';
import { startServe } from './served.ts';

const mac = '0004f2aabb01';
const run = (program: string, ...args: string[]) =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;

/** A file system of 24 MB in a file; undefined where this machine does not let us. */
function mountSmall(): { folder: string; unmount(): void } | undefined {
  const home = mkdtempSync(join(tmpdir(), 'plugtone-full-'));
  const [image, folder] = [join(home, 'image'), join(home, 'mounted')];
  writeFileSync(image, Buffer.alloc(24_000_000));
  mkdirSync(folder);
  const unmount = () => {
    run('umount', '--lazy', folder); // libsql lets go of its file only when its garbage is collected
    rmSync(home, { recursive: true });
  };
  if (run('mkfs.ext4', '-q', '-m', '0', image) && run('mount', '-o', 'loop', image, folder))
    return { folder, unmount };
  rmSync(home, { recursive: true });
  return undefined;
}

async function put(url: string, body: string, offset: number): Promise<number> {
  const headers = { 'content-range': `bytes ${offset}-${offset + body.length - 1}/${offset + body.length}` };
  const answer = await fetch(`${url}/${mac}-app.log`, { method: 'PUT', headers, body });
  await answer.arrayBuffer();
  return answer.status;
}

// Hex of random bytes: it halves at best, so that the store fills as the journal does.
const body = (number: number) =>
  `${Array.from({ length: 100 }, (_, line) => `line ${number}.${line} ${randomBytes(300).toString('hex')}`).join('\n')}\n`;

async function fillsUp(folder: string): Promise<void> {
  const served = await startServe(folder);
  try {
    const filler = join(folder, 'filler');
    writeFileSync(filler, Buffer.alloc(8_000_000));
    let [text, status, number] = ['', 204, 0];
    while ((status === 201 || status === 204) && text.length < 30_000_000) {
      const next = body(number++);
      status = await put(served.url, next, text.length);
      if (status < 300) text += next;
    }
    assert.is(status, 507);
    const head = await fetch(`${served.url}/${mac}-app.log`, { method: 'HEAD' });
    assert.is(Number(head.headers.get('content-length')), text.length);

    rmSync(filler);
    const next = body(number);
    for (let times = 0; status === 507 && times < 100; times++) {
      status = await put(served.url, next, text.length);
      if (status === 507) await wait(100);
    }
    assert.is(status, 204);
    text += next;
    await served.stop();
    const database = await openForReading(join(folder, 'data', 'logs', storeFile));
    assert.ok(readStored(database)(mac, 'app.log', { at: 0, length: text.length })?.toString() === text);
    assert.is((await search(openReader(database), {})).length, text.split('\n').length - 1);
    database.close();
  } finally {
    await served.kill();
  }
}

test('a full disk is 507, and all is well when there is space again', async () => {
  const small = mountSmall();
  if (small) await fillsUp(small.folder).finally(() => small.unmount());
  else process.stdout.write('SKIPPED: a full disk (it takes root and a loop device to make one)\n');
});

test.run();
