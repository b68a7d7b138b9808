// Cache: a text below <root>/.plugtone/ that may be lost, wrong or unwritable at any time: that costs time only.

import { createHash, type Hash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf, readBlocks } from '../contract/blocks.ts';
import { clearUp } from '../contract/leftBehind.ts';
import { writeWhole } from '../contract/writeWhole.ts';
import { pieceEncoder } from '../release/encode.ts';
import { codeStamp } from './code.ts';

const folder = '.plugtone';
const sealLength = 40; // hex

/** What was kept under this name by this very program, byte for byte; undefined where there is no such thing. */
export function readCache(root: string, name: string): string | undefined {
  const lines: string[] = [];
  return readCacheLines(root, name, line => lines.push(line)) ? lines.join('\n') : undefined;
}

const blockSize = 1 << 16; // bytes

/**
 * Hands on what was kept under this name line by line; true where it was kept by this very program, byte for byte, which
 * is known at the end: until then nothing of it may be believed.
 */
export function readCacheLines(root: string, name: string, take: (line: string) => void): boolean {
  const read = attempt(() => {
    const body = newSeal();
    let skipped = 0;
    const seen = (bytes: Buffer) => {
      const own = bytes.subarray(sealLength + 1 - skipped);
      skipped += bytes.length - own.length;
      body.update(own);
    };
    let seal: string | undefined;
    for (const block of readBlocks(join(root, folder, name), { size: blockSize, seen })) {
      for (const line of linesOf(block)) {
        if (seal === undefined) seal = line;
        else take(line);
      }
    }
    return seal === body.digest('hex');
  });
  return read ?? false;
}

/** Whether anything lies under this name. */
export const hasCache = (root: string, name: string): boolean => existsSync(join(root, folder, name));

/** A text for the next run, that is kept piece by piece. */
export interface CacheWriter {
  add(text: string): void;
  /** from now on it is what is read under its name */
  save(): void;
}

/** Begins such a text. Only its owner can read it: it may hold a password that was written out. */
export function openCache(root: string, name: string): CacheWriter {
  const path = join(root, folder, name);
  const mark = `${name}.tmp-`;
  const temporary = join(root, folder, `${mark}${process.pid}`);
  const seal = newSeal();
  let file = attempt(() => {
    mkdirSync(join(root, folder), { recursive: true, mode: 0o700 });
    clearUp(join(root, folder), mark);
    return openSync(temporary, 'w', 0o600);
  });
  const orGiveUp = (work: (file: number) => void) => {
    const opened = file;
    if (opened === undefined) return;
    try {
      work(opened);
    } catch {
      file = undefined;
      attempt(() => closeSync(opened));
      attempt(() => rmSync(temporary, { force: true }));
    }
  };
  const encode = pieceEncoder();
  orGiveUp(file => writeWhole(file, Buffer.alloc(sealLength + 1, '\n')));
  return {
    add: text =>
      orGiveUp(file => {
        for (const bytes of encode(text)) {
          seal.update(bytes);
          writeWhole(file, bytes);
        }
      }),
    save: () =>
      orGiveUp(opened => {
        writeSync(opened, seal.digest('hex'), 0);
        renameSync(temporary, path);
        closeSync(opened);
        file = undefined;
      }),
  };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

// Against damage only: SHA-1 takes a fifth of SHA-256's time.
const newSeal = (): Hash => createHash('sha1').update(codeStamp());
