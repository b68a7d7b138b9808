// Session: one call over a wire that someone else holds: env in, then one command at a time, ended once.

import type { Outcome, Steps } from './apps/app.ts';
import { type AnswerReader, answerReader, type Heard } from './protocol/answer.ts';
import { commandLine, takesTime, verbose } from './protocol/command.ts';
import { type Env, longestEnv, readEnv } from './protocol/env.ts';

/** The way to Asterisk. `write` gets whole lines: Asterisk spins on a line in two pieces. */
export interface Wire {
  write(text: string): void;
  end(): void;
  /** told at each command whether it may last as long as the caller likes, so that no deadline counts meanwhile */
  rest?(isResting: boolean): void;
}

/** How a session ended: `done` with what the app said, the rest by its name. */
export type Ending =
  | { kind: 'done'; result: string }
  | { kind: 'unknown' | 'closed' | 'timeout' }
  | { kind: 'rejected' | 'failed'; fault: string };

export interface SessionOptions {
  wire: Wire;
  /** the app for a call; undefined where there is none of that name */
  route(env: Env): Steps | undefined;
  /** called once, whatever happens */
  ended(ending: Ending, env: Env | undefined): void;
}

/** A session takes bytes as they come, and may be stopped: the peer is gone, or the time is up. */
export interface Session {
  receive(bytes: Buffer): void;
  stop(why: 'closed' | 'timeout'): void;
}

interface Live extends SessionOptions {
  answers: AnswerReader;
  /** binary text that is not a whole line, or not a whole env, yet */
  pending: string;
  env: Env | undefined;
  steps: Steps | undefined;
  isOver: boolean;
}

/** Opens a session. What can happen to it arrives at `ended` as a value; nothing is thrown. */
export function openSession(options: SessionOptions): Session {
  const live: Live = {
    ...options,
    answers: answerReader(),
    pending: '',
    env: undefined,
    steps: undefined,
    isOver: false,
  };
  const receive = (bytes: Buffer) => {
    if (live.isOver) return;
    live.pending += bytes.toString('latin1');
    if (live.env) takeLines(live);
    else takeEnv(live);
  };
  return { receive, stop: why => finish(live, { kind: why }) };
}

function takeEnv(live: Live): void {
  const end = live.pending.indexOf('\n\n');
  if (end === -1) {
    if (live.pending.length > longestEnv) reject(live, 'an env without an end');
    return;
  }
  const env = readEnv(live.pending.slice(0, end));
  live.pending = live.pending.slice(end + 2);
  if ('fault' in env) {
    reject(live, env.fault);
    return;
  }
  live.env = env;
  // Asterisk is silent until it is asked, unless it has given up on us or a caller has forged the end of the env.
  if (live.pending === '') begin(live, env);
  else if (live.pending.startsWith('HANGUP\n')) finish(live, { kind: 'closed' });
  else reject(live, 'an answer before a command');
}

// Makes AGISTATUS=FAILURE; the dialplan goes on.
const failure = 'failure\n';

function begin(live: Live, env: Env): void {
  try {
    live.steps = live.route(env);
  } catch (error) {
    fail(live, error);
    return;
  }
  if (live.steps) {
    advance(live, live.steps, { kind: 'over' }); // what a generator is first given is not looked at
    return;
  }
  live.wire.write(failure);
  finish(live, { kind: 'unknown' });
}

/** Gives the app its outcome and sends what it says next; a command that cannot be sent is an outcome at once. */
function advance(live: Live, steps: Steps, outcome: Outcome): void {
  try {
    const { done, value } = steps.next(outcome);
    if (done) {
      finish(live, { kind: 'done', result: value });
      return;
    }
    const sent = commandLine(value);
    if ('fault' in sent) {
      advance(live, steps, { kind: 'unsendable', fault: sent.fault });
      return;
    }
    live.wire.rest?.(takesTime(value));
    live.wire.write(sent.line);
  } catch (error) {
    fail(live, error);
  }
}

/** Tells Asterisk's console of a fault of ours. Two lines in one write run only because the wire closes behind them. */
function fail(live: Live, error: unknown): void {
  const fault = error instanceof Error ? error.message : String(error);
  const told = commandLine(verbose(`plugtone: ${fault.replace(/\s+/g, ' ').slice(0, 400)}`));
  live.wire.write('line' in told ? told.line + failure : failure);
  finish(live, { kind: 'failed', fault });
}

function takeLines(live: Live): void {
  for (let end = live.pending.indexOf('\n'); end !== -1 && !live.isOver; end = live.pending.indexOf('\n')) {
    const line = live.pending.slice(0, end);
    live.pending = live.pending.slice(end + 1);
    const heard = live.answers.take(line);
    if (heard) hear(live, heard);
  }
  if (live.pending.length > longestEnv) reject(live, 'a line without an end');
}

function hear(live: Live, heard: Heard): void {
  if (heard.kind === 'malformed') reject(live, `not an answer: ${JSON.stringify(heard.text)}`);
  // HANGUP answers nothing: the command in flight is still answered, and the wire closes when Asterisk is through.
  else if (heard.kind !== 'hangup' && live.steps) advance(live, live.steps, heard);
}

const reject = (live: Live, fault: string) => finish(live, { kind: 'rejected', fault });

function finish(live: Live, ending: Ending): void {
  if (live.isOver) return;
  live.isOver = true;
  live.wire.end();
  live.ended(ending, live.env);
}
