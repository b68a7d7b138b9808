// Thrift: V8 is told how large the company is, for its own ways suit programs that run longer.

import { setFlagsFromString } from 'node:v8';

const middling = 200_000; // bytes of inventory: some 1,000 phones
const large = 8_000_000; // some 40,000 phones
const growth = 20; // percent: at 10 a build of 100,000 phones takes a tenth longer, and V8's own way takes half as much memory again
const longest = 600; // bytes of bytecode

/**
 * For a large company garbage is cleared away sooner, so that memory stays small. A middling one's build is over before
 * a long function that was compiled well repays it, and the other core has better things to do. Called once the
 * program's files are loaded: under other flags V8 does not take the code that was kept of them.
 */
export function suitSize(bytes: number): void {
  if (bytes > large) setFlagsFromString(`--heap-growing-percent=${growth}`);
  else if (bytes > middling) setFlagsFromString(`--max-optimized-bytecode-size=${longest}`);
}
