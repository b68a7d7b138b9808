// Precompiled: a file of lib/ with the code that V8 made of it when the program was bundled. What is no such code costs time only.

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { utf8Text } from '../contract/utf8.ts';

/** What a file of lib/ exports; `name` is without its ending. */
export function precompiled(name: string): unknown {
  const path = join(import.meta.dirname, `${name}.cjs`);
  const source = readFileSync(path);
  const code = readCode(codePath(path), source);
  return code ? run(scriptOf(path, source, code), path) : createRequire(path)(path);
}

/** A CommonJS file as V8 takes it; without `code` it is compiled. */
export function scriptOf(filename: string, source: Buffer, code?: Buffer): Script {
  return new Script(`${before}${utf8Text(source)}\n})`, {
    filename,
    columnOffset: -before.length,
    ...(code && { cachedData: code }),
  });
}

// What a CommonJS file is the body of.
const before = '(function (exports, require, module, __filename, __dirname) { ';

/** Runs it as `require` would, and returns what it exports. */
export function run(script: Script, path: string): unknown {
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(path), module, path, dirname(path));
  return module.exports;
}

export const codePath = (path: string): string => path.replace(/\.cjs$/, '.code');

const sealLength = 32;

/** The code that was kept for this very source and this very Node.js, byte for byte; undefined where there is none. */
export function readCode(path: string, source: Uint8Array): Buffer | undefined {
  try {
    const bytes = readFileSync(path);
    const code = bytes.subarray(0, -sealLength);
    return seal(source, code).equals(bytes.subarray(-sealLength)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Code with its seal behind it, as a file holds it. */
export const sealed = (source: Uint8Array, code: Buffer): Buffer => Buffer.concat([code, seal(source, code)]);

// V8 looks at its version and flags and at the source's length only, and believes the rest.
const seal = (source: Uint8Array, code: Uint8Array): Buffer =>
  createHash('sha256').update(thisNode()).update(source).update('\0').update(code).digest();

// Builds of one version differ in size where they differ in anything.
function thisNode(): string {
  const { version, versions, arch, platform, execPath } = process;
  return [version, versions.v8, arch, platform, statSync(execPath).size, ''].join('\n');
}
