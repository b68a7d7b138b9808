// Callers file: callers.json, and where in it a script finds a number without reading the whole.

import { type Caller, printCallers } from '../../contract/callers.ts';

/** Cuts the file into blocks, for programs that have no better way to search than to read a block. */
export interface CallersIndex {
  /** bytes of a block; a line that begins in one ends in the next one at the latest */
  block: number;
  /** of each block, the key of the first line that begins in it */
  keys: string[];
  /** which ranges there are: how long their keys are, and how many x's end these, fewest first */
  ranges: { length: number; holes: number[] }[];
}

type Callers = ReadonlyMap<string, Caller>;

const indexes = new WeakMap<Callers, CallersIndex>();

/** The text of callers.json. */
export function callersText(callers: Callers): string {
  const text = [...printCallers(callers)].join('');
  indexes.set(callers, { ...blocksOf(Buffer.from(text)), ranges: rangesOf(callers) });
  return text;
}

/** Its index, which costs next to nothing where the text was asked for before. */
export function callersIndex(callers: Callers): CallersIndex {
  if (!indexes.has(callers)) callersText(callers);
  return indexes.get(callers) ?? { block: smallest, keys: [], ranges: [] };
}

const smallest = 4096;
// The index is read whole, a block line by line: both stay short.
const mostBlocks = 4096;
const newline = 10;
const quote = 34;

function blocksOf(bytes: Buffer): Pick<CallersIndex, 'block' | 'keys'> {
  for (let block = smallest; ; block *= 2) {
    const keys = bytes.length > block * mostBlocks ? undefined : keysOf(bytes, block);
    if (keys) return { block, keys };
  }
}

/** Undefined where a block would be without a line's beginning. */
function keysOf(bytes: Buffer, block: number): string[] | undefined {
  const keys: string[] = [];
  for (let from = 0; from < bytes.length; from += block) {
    // The first line is the table's brace.
    const start = bytes.indexOf(newline, Math.max(from - 1, 0)) + 1;
    if (bytes[start] !== quote) return keys;
    if (start >= from + block) return undefined;
    keys.push(bytes.toString('latin1', start + 1, bytes.indexOf(quote, start + 1)));
  }
  return keys;
}

function rangesOf(callers: Callers): CallersIndex['ranges'] {
  const found = new Map<number, Set<number>>();
  for (const key of callers.keys()) {
    if (!key.endsWith('x')) continue;
    const holes = found.get(key.length) ?? new Set();
    found.set(key.length, holes.add(key.length - key.indexOf('x')));
  }
  return [...found]
    .map(([length, holes]) => ({ length, holes: [...holes].sort((a, b) => a - b) }))
    .sort((a, b) => a.length - b.length);
}
