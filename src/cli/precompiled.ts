// Precompiled: a file of lib/ with the code that V8 made of it when the program was bundled. What is no such code costs time only.

import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { readWhole } from '../contract/readWhole.ts';
import { utf8Text } from '../contract/utf8.ts';

/** What a file of lib/ exports; `name` is without its ending, `load` finds what lies beside it. */
export function precompiled(name: string, load: NodeJS.Require): unknown {
  const path = join(import.meta.dirname, `${name}.cjs`);
  const known = load.cache[path];
  return known ? known.exports : run(scriptIn(path), path, load);
}

/** A CommonJS file as V8 takes it, with its code where that is to be believed. */
export function scriptIn(path: string): Script {
  const room = roomFor(path, codePath(path));
  const source = readFile(path, room.subarray(before.length));
  room.write(before, 'latin1');
  const end = before.length + source.length;
  const text = utf8Text(room.subarray(0, end + room.write(after, end, 'latin1')));
  // The code is read over the source: memory that was not used before is what takes most of the time.
  return scriptOf(path, text, codeIn(codePath(path), sealOf(source), room));
}

// What a CommonJS file is the body of.
const before = '(function (exports, require, module, __filename, __dirname) { ';
const after = '\n})';

/** Room for the larger of two files, and a little more; a file that is not there needs none. */
function roomFor(...paths: string[]): Buffer {
  const sizes = paths.map(path => statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  return Buffer.allocUnsafeSlow(Math.max(...sizes) + before.length + after.length);
}

function readFile(path: string, room: Buffer): Buffer {
  const file = openSync(path, 'r');
  try {
    return room.subarray(0, readWhole(file, room));
  } finally {
    closeSync(file);
  }
}

const scriptOf = (filename: string, text: string, code?: Buffer) =>
  new Script(text, { filename, columnOffset: -before.length, ...(code && { cachedData: code }) });

/** Runs it as `require` would, and returns what it exports. */
export function run(script: Script, path: string, load: NodeJS.Require): unknown {
  const module = { exports: {} };
  script.runInThisContext()(module.exports, load, module, path, dirname(path));
  return module.exports;
}

export const codePath = (path: string): string => path.replace(/\.cjs$/, '.code');

/** The code that was kept under this seal, byte for byte; undefined where there is none. */
function codeIn(path: string, seal: Hash, room: Buffer): Buffer | undefined {
  try {
    const bytes = readFile(path, room);
    const code = bytes.subarray(0, -sealLength);
    return seal.update(code).digest().equals(bytes.subarray(-sealLength)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Code with its seal behind it, as a file holds it. */
export const sealed = (source: Uint8Array, code: Buffer): Buffer =>
  Buffer.concat([code, sealOf(source).update(code).digest()]);

const sealLength = 20;

// V8 looks at its version and flags and at the source's length only, and believes the rest. The seal is against damage,
// not against people who may write to lib/: SHA-1 takes a fifth of SHA-256's time.
const sealOf = (source: Uint8Array): Hash =>
  createHash('sha1').update(thisNode()).update(source).update('\0');

// Builds of one version differ in size where they differ in anything.
function thisNode(): string {
  const { version, versions, arch, platform, execPath } = process;
  return [version, versions.v8, arch, platform, statSync(execPath).size, ''].join('\n');
}
