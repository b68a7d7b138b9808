// Script: a session over this process's own stdin and stdout, as AGI(file) runs it. Synchronous: starting up is all it costs.

import { readSync, writeSync } from 'node:fs';
import type { Env } from './protocol/env.ts';
import { openSession } from './session.ts';
import type { Ending, Talk } from './talk.ts';

const stdin = 0;
const stdout = 1;

/** Runs one call to its end. A hang-up's SIGHUP may kill us meanwhile: a look-up has nothing to put in order. */
export function runScript(route: (env: Env) => Talk | undefined): Ending {
  let ending: Ending | undefined;
  const wire = { write: (text: string) => send(text, () => session.stop('closed')), end: () => {} };
  const session = openSession({
    wire,
    route,
    ended: how => {
      ending = how;
    },
  });
  const bytes = Buffer.allocUnsafe(4096);
  while (!ending) {
    const length = receive(bytes);
    if (length === 0) session.stop('closed');
    else session.receive(bytes.subarray(0, length));
  }
  return ending;
}

// A caller who has hung up takes the pipe away.
function send(text: string, closed: () => void): void {
  try {
    writeSync(stdout, text);
  } catch (error) {
    if (codeOf(error) !== 'EPIPE') throw error;
    closed();
  }
}

function receive(bytes: Buffer): number {
  for (;;) {
    try {
      return readSync(stdin, bytes);
    } catch (error) {
      if (codeOf(error) === 'EOF') return 0;
      if (codeOf(error) !== 'EAGAIN') throw error;
      pause(); // a pipe that someone made non-blocking
    }
  }
}

const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);
