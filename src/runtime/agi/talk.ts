// Talk: who speaks with a call, what it is given for that, and how a call ends.

import type { Outcome } from './apps/app.ts';
import type { Command } from './protocol/command.ts';
import type { Env } from './protocol/env.ts';

/** The way to Asterisk. `write` gets whole lines: Asterisk spins on a line in two pieces. */
export interface Wire {
  write(text: string): void;
  /** closes, once what was written is out */
  end(): void;
}

/** How a session ended: `done` with what the script said, the rest by its name. */
export type Ending =
  | { kind: 'done'; result: string }
  | { kind: 'unknown' | 'closed' | 'timeout' | 'refused' }
  | { kind: 'rejected' | 'failed'; fault: string };

export interface SessionOptions {
  wire: Wire;
  /** who speaks with this call; undefined where nobody has that name */
  route(env: Env): Talk | undefined;
  /** Asterisk has begun, or ended, a command that takes the caller's time and not ours, such as EXEC */
  busy?(isBusy: boolean): void;
  /** shown every line: `<` Asterisk's, `>` ours */
  trace?: Trace | undefined;
  /** called once, whatever happens */
  ended(ending: Ending, env: Env | undefined): void;
}

export type Trace = (direction: '<' | '>', text: string) => void;

export interface Watcher {
  /** the caller has hung up: only commands for a dead channel are still obeyed */
  hungUp(): void;
  over(): void;
}

/** Speaks with one call. What it throws at once is told to Asterisk's console. */
export type Talk = (line: Line) => void;

/** What a talk has of the session. */
export interface Line {
  env: Env;
  /** Sends a command; its one outcome comes to `heard`. The next one waits for that. */
  ask(command: Command, heard: (outcome: Outcome) => void): void;
  /** Asks to be told of what happens between commands. */
  watch(watcher: Watcher): void;
  done(result: string): void;
  /** AGISTATUS=FAILURE without a word */
  refuse(): void;
  /** tells Asterisk's console; AGISTATUS=FAILURE, and the call goes on */
  fail(error: unknown): void;
}
