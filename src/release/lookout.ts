// Lookout: while a build reads what people wrote, a second thread looks whether the old release is as it was.

import { join } from 'node:path';
import { readBlocks } from '../contract/blocks.ts';
import { manifestLines } from '../contract/manifest.ts';
import { judgeOf, look } from './damage.ts';
import { helperProgram, startThread } from './thread.ts';

const waiting = 0;
const looking = 1;
const sound = 2;
const doubtful = 3;
const recalled = 4;

/** Sends one to a release whose manifest is as it was written; its answer is false where somebody has to look again. */
export function sendLookout(dist: string, program = helperProgram): () => boolean {
  const memory = new SharedArrayBuffer(4);
  if (!startThread({ kind: 'lookout', memory, dist }, program)) return () => false;
  const state = new Int32Array(memory);
  return () => {
    if (Atomics.compareExchange(state, 0, waiting, recalled) === waiting) return false; // it would be too late
    Atomics.wait(state, 0, looking);
    return Atomics.load(state, 0) === sound;
  };
}

/** The second thread's part. */
export function lookOut(dist: string, memory: SharedArrayBuffer): void {
  const state = new Int32Array(memory);
  if (Atomics.compareExchange(state, 0, waiting, looking) !== waiting) return;
  let answer = doubtful;
  try {
    if (isSound(dist)) answer = sound;
  } finally {
    Atomics.store(state, 0, answer);
    Atomics.notify(state, 0);
  }
}

const blockSize = 1 << 16; // bytes: lines that were looked at are no longer needed

function isSound(dist: string): boolean {
  const path = join(dist, 'manifest.json');
  const written = look(path);
  if (!written) return false;
  const judge = judgeOf(dist, written.mtimeMs);
  for (const lines of manifestLines(readBlocks(path, { size: blockSize })))
    if (!lines.every(judge)) return false;
  return true;
}
