// Shapes: V8 11, of Node 20, gives every connection hidden classes of its own, unless it was shown that it must not.

import { Socket, type SocketConstructorOpts } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { isV8Eleven } from '../contract/v8.ts';

const rounds = 10; // V8 begins to learn after the eighth call

/**
 * A Socket copies its options (`{ ...options }`) and adds to the copy. V8 11 remembers the hidden class of such a copy
 * as one to which nothing can be added for good: each Socket's options then have three hidden classes that no other
 * has, and whatever reads them looks them up anew. It stops remembering where it has seen more than four kinds of
 * options, which takes 1 us instead of 12 us a connection (Node 20.20; V8 12 and later do well by themselves). It must
 * not forget that either, when nobody has called for a while.
 */
export function teachSockets(): void {
  if (!isV8Eleven()) return;
  setFlagsFromString('--no-flush-bytecode');
  for (let round = 0; round < rounds; round++) for (const kind of kinds) new Socket(kind);
}

const kinds: SocketConstructorOpts[] = [
  {},
  { readable: true },
  { writable: true },
  { allowHalfOpen: true },
  { readable: true, writable: true },
  { readable: true, allowHalfOpen: true },
];
