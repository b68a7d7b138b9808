// Agi: a person's script on this process's stdin and stdout, as Asterisk's AGI(file) runs it.

import { openSession } from '../session.ts';
import type { Ending } from '../talk.ts';
import type { Script } from './call.ts';
import { startClock } from './clock.ts';
import { converse } from './converse.ts';
import { type DebugOptions, tracing } from './trace.ts';

export interface AgiScriptOptions extends DebugOptions {
  /** milliseconds that the call waits for the script in all, 6000; what Asterisk plays, dials or records does not count */
  deadline?: number;
}

/**
 * Runs the script for the call that Asterisk has started us for, then ends the process: whatever it left open
 * must not hold the call. Exit code 0, or 1 (AGISTATUS=FAILURE) where it failed or its time was up.
 */
export function agi(script: Script, options: AgiScriptOptions = {}): void {
  const { stdin, stdout } = process;
  const clock = startClock(options.deadline ?? 6000, () => session.stop('timeout'));
  const session = openSession({
    wire: { write: text => void stdout.write(text), end: () => {} },
    route: () => converse(script),
    busy: isBusy => (isBusy ? clock.pause() : clock.resume()),
    trace: tracing(options),
    ended: ending => {
      clock.stop();
      leave(ending);
    },
  });
  stdout.on('error', () => session.stop('closed')); // Asterisk has closed its end
  stdin.on('data', bytes => session.receive(Buffer.from(bytes)));
  stdin.on('end', () => session.stop('closed'));
  process.on('SIGHUP', session.hangUp);
}

function leave(ending: Ending): void {
  const { kind } = ending;
  const isFine = kind === 'done' || kind === 'closed';
  if ('fault' in ending) process.stderr.write(`plugtone agi: ${ending.fault}\n`);
  // Not at once: the script may still have its refusals to read. Writing to a pipe is synchronous.
  setImmediate(() => process.exit(isFine ? 0 : 1));
}
