// Live: a session under way: the command in flight, and every way to its end.

import type { Outcome } from './apps/app.ts';
import type { AnswerReader } from './protocol/answer.ts';
import { type Command, commandLine, takesTime, verbose } from './protocol/command.ts';
import type { Env } from './protocol/env.ts';
import type { Ending, SessionOptions, Watcher } from './talk.ts';

export interface Live {
  options: SessionOptions;
  answers: AnswerReader;
  /** binary text that is not a whole line, or not a whole env, yet */
  pending: string;
  env: Env | undefined;
  /** the command in flight, and who waits for its answer */
  command: Command | undefined;
  heard: ((outcome: Outcome) => void) | undefined;
  isBusy: boolean;
  isHungUp: boolean;
  watcher: Watcher | undefined;
  /** EXEC has returned what Asterisk takes for wrong usage: a usage text follows that nobody asked for */
  strayUsage: boolean;
  ending: Ending | undefined;
}

/** Sends a command; its one outcome comes to `heard`, at once where it cannot be sent. */
export function ask(live: Live, command: Command, heard: (outcome: Outcome) => void): void {
  if (live.heard) throw new Error('one command at a time: wait for its outcome');
  if (live.ending) {
    heard({ kind: 'over', ending: live.ending.kind });
    return;
  }
  const sent = commandLine(command);
  if ('fault' in sent) {
    heard({ kind: 'unsendable', fault: sent.fault });
    return;
  }
  live.command = command;
  live.heard = heard;
  if (takesTime(command)) setBusy(live, true);
  write(live, sent.line);
}

/** Gives the command in flight its outcome; what nobody asked for is let go. */
export function answer(live: Live, outcome: Outcome): void {
  if (isStray(live, outcome)) return;
  const { heard } = live;
  live.heard = undefined;
  if (live.isBusy) setBusy(live, false);
  try {
    heard?.(outcome);
  } catch (error) {
    fail(live, error);
  }
}

function isStray(live: Live, outcome: Outcome): boolean {
  const isUsage = outcome.kind === 'refused' && outcome.code === 520;
  const isStray = live.strayUsage && isUsage;
  live.strayUsage = outcome.kind === 'ok' && outcome.result === '1' && live.command?.[0] === 'EXEC';
  return isStray;
}

/** The caller is gone; the command in flight is still answered. */
export function hangUp(live: Live): void {
  if (live.isHungUp || live.ending) return;
  live.isHungUp = true;
  live.watcher?.hungUp();
}

function setBusy(live: Live, isBusy: boolean): void {
  live.isBusy = isBusy;
  live.options.busy?.(isBusy);
}

function write(live: Live, text: string): void {
  live.options.trace?.('>', text);
  live.options.wire.write(text);
}

// Makes AGISTATUS=FAILURE; the dialplan goes on.
const failure = 'failure\n';

/** Ends it with AGISTATUS=FAILURE. */
export function refuse(live: Live, kind: 'unknown' | 'refused'): void {
  if (live.ending) return;
  write(live, failure);
  finish(live, { kind });
}

/** Ends it with a fault, which Asterisk's console is told. */
export function fail(live: Live, error: unknown): void {
  const fault = error instanceof Error ? error.message : String(error);
  tell(live, fault);
  finish(live, { kind: 'failed', fault });
}

/** Tells Asterisk's console. Two lines in one write run only because the wire closes behind them. */
function tell(live: Live, message: string): void {
  if (live.ending) return;
  const told = commandLine(verbose(`plugtone: ${message.replace(/[\s\0]+/g, ' ').slice(0, 400)}`));
  write(live, 'line' in told ? told.line + failure : failure);
}

/** Ends it from outside. */
export function stop(live: Live, why: 'closed' | 'timeout'): void {
  if (why === 'timeout' && live.env) tell(live, 'the time is up, the call goes on without an answer');
  finish(live, { kind: why });
}

/** Ends it where the other side is no Asterisk, or not only. */
export const reject = (live: Live, fault: string) => finish(live, { kind: 'rejected', fault });

/** Ends it once: later endings are not looked at. */
export function finish(live: Live, ending: Ending): void {
  if (live.ending) return;
  live.ending = ending;
  live.options.wire.end();
  live.options.ended(ending, live.env);
  if (live.heard) answer(live, { kind: 'over', ending: ending.kind });
  live.watcher?.over();
}
