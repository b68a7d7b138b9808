// Session: one call over a wire that someone else holds: env in, then one command at a time, ended once.

import { answer, ask, fail, finish, hangUp, type Live, refuse, reject, stop } from './live.ts';
import { answerReader, type Heard } from './protocol/answer.ts';
import { type Env, longestEnv, readEnv } from './protocol/env.ts';
import type { Line, SessionOptions } from './talk.ts';

/** A session takes bytes as they come, and may be stopped: the peer is gone, or the time is up. */
export interface Session {
  receive(bytes: Buffer): void;
  stop(why: 'closed' | 'timeout'): void;
  /** a script is told by a signal, a server by a line */
  hangUp(): void;
}

/** Opens a session. What can happen to it arrives at `ended` as a value; nothing is thrown. */
export function openSession(options: SessionOptions): Session {
  const live: Live = {
    options,
    answers: answerReader(),
    pending: '',
    env: undefined,
    command: undefined,
    heard: undefined,
    isBusy: false,
    isHungUp: false,
    watcher: undefined,
    strayUsage: false,
    ending: undefined,
  };
  const receive = (bytes: Buffer) => {
    if (live.ending) return;
    const text = bytes.toString('latin1');
    live.pending = live.pending === '' ? text : live.pending + text;
    if (live.env) takeLines(live);
    else takeEnv(live);
  };
  return { receive, stop: why => stop(live, why), hangUp: () => hangUp(live) };
}

function takeEnv(live: Live): void {
  const end = live.pending.indexOf('\n\n');
  if (end === -1) {
    if (live.pending.length > longestEnv) reject(live, 'an env without an end');
    return;
  }
  live.options.trace?.('<', live.pending.slice(0, end));
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

function begin(live: Live, env: Env): void {
  try {
    const talk = live.options.route(env);
    if (talk) talk(lineOf(live, env));
    else refuse(live, 'unknown');
  } catch (error) {
    fail(live, error);
  }
}

const lineOf = (live: Live, env: Env): Line => ({
  env,
  ask: (command, heard) => ask(live, command, heard),
  watch: watcher => {
    live.watcher = watcher;
  },
  done: result => finish(live, { kind: 'done', result }),
  refuse: () => refuse(live, 'refused'),
  fail: error => fail(live, error),
});

function takeLines(live: Live): void {
  for (let end = live.pending.indexOf('\n'); end !== -1 && !live.ending; end = live.pending.indexOf('\n')) {
    const line = live.pending.slice(0, end);
    live.pending = live.pending.slice(end + 1);
    live.options.trace?.('<', line);
    const heard = live.answers.take(line);
    if (heard) hear(live, heard);
  }
  if (live.pending.length > longestEnv) reject(live, 'a line without an end');
}

function hear(live: Live, heard: Heard): void {
  if (heard.kind === 'malformed') reject(live, `not an answer: ${JSON.stringify(heard.text)}`);
  // HANGUP answers nothing: the command in flight is still answered, and the wire closes when Asterisk is through.
  else if (heard.kind === 'hangup') hangUp(live);
  else answer(live, heard);
}
