// Thrift: V8 is told how large the company is, for its own ways suit programs that run longer.

import { setFlagsFromString } from 'node:v8';
import { isV8Eleven, keepNurserySmall } from '../contract/v8.ts';

const middling = 200_000; // bytes of inventory: some 1,000 phones
const large = 8_000_000; // some 40,000 phones
const growth = 20; // percent: at 10 a build of 100,000 phones takes a tenth longer, and V8's own way takes half as much memory again
const longest = 600; // bytes of bytecode

/**
 * For a large company garbage is cleared away sooner, so that memory stays small. A middling one's build is over before
 * long functions, and those that hold others, repay being compiled well, and the other core has better things to do.
 * Called once the program's files are loaded: under other flags V8 does not take the code that was kept of them.
 */
export function suitSize(bytes: number): void {
  suitAny();
  if (bytes > large) setFlagsFromString(`--heap-growing-percent=${growth}`);
  else if (bytes > middling) compileLess();
}

function compileLess(): void {
  setFlagsFromString(`--max-optimized-bytecode-size=${longest}`);
  setFlagsFromString('--no-turbo-inlining');
}

const patience = 400_000; // bytes of bytecode that a function runs; V8 11 itself takes a third of it

/** For what is over in a moment: V8 compiles less of it well, where it can be told so. Called once all is loaded, too. */
export function suitMoment(): void {
  suitAny();
  if (isV8Eleven()) setFlagsFromString(`--interrupt-budget=${patience}`); // others have no such flag
}

const often = 500; // items

/** Hands on what it is given, and keeps the nursery small meanwhile: a thread may have started. */
export function* thriftily<T>(items: Iterable<T>): Iterable<T> {
  let count = 0;
  for (const item of items) {
    if (count++ % often === 0) keepNurserySmall();
    yield item;
  }
}

function suitAny(): void {
  keepNurserySmall();
  setFlagsFromString('--no-parallel-scavenge'); // there is too little in it to wake others for
}
