// Trace: what goes to and fro, on stderr, when PLUGTONE_AGI_DEBUG or an option asks for it.

import type { Trace } from '../talk.ts';

export interface DebugOptions {
  /** every line to stderr; PLUGTONE_AGI_DEBUG=1 in the environment asks for the same */
  debug?: boolean;
}

/** A trace, where one is wanted. It shows everything, also what callers typed. */
export function tracing({
  debug = process.env['PLUGTONE_AGI_DEBUG'] === '1',
}: DebugOptions): Trace | undefined {
  if (!debug) return undefined;
  return (direction, text) =>
    void process.stderr.write(text.trimEnd().replace(/^/gm, `plugtone agi ${direction} `).concat('\n'));
}
