// Cache: a text below <root>/.plugtone/ that may be lost, wrong or unwritable at any time: that costs time only.

import { isAscii } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeStamp } from './code.ts';

const folder = '.plugtone';

/** What was kept under this name by this very program, byte for byte; undefined where there is no such thing. */
export function readCache(root: string, name: string): string | undefined {
  try {
    const bytes = readFileSync(join(root, folder, name));
    const end = bytes.indexOf('\n');
    const body = bytes.subarray(end + 1);
    return bytes.toString('latin1', 0, end) === seal(body)
      ? body.toString(isAscii(body) ? 'latin1' : 'utf8')
      : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a text for the next run. Only its owner can read it: it may hold a password that was written out. */
export function writeCache(root: string, name: string, text: string): void {
  const path = join(root, folder, name);
  const temporary = `${path}.tmp-${process.pid}`;
  try {
    const body = Buffer.from(text);
    mkdirSync(join(root, folder), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, Buffer.concat([Buffer.from(`${seal(body)}\n`), body]), { mode: 0o600 });
    renameSync(temporary, path);
  } catch {
    discard(temporary);
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // there is not even a folder
  }
}

const seal = (body: Uint8Array) => createHash('sha256').update(codeStamp()).update(body).digest('hex');
