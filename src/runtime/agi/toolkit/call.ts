// Call: what a script is given: the caller, every command of AGI, and word of the hang-up.

import { type Env, scriptOf } from '../protocol/env.ts';
import type { Line } from '../talk.ts';
import type { Ask } from './ask.ts';
import { type ChannelCommands, channelCommands } from './commands/channel.ts';
import { type DialplanCommands, dialplanCommands } from './commands/dialplan.ts';
import { type SayCommands, sayCommands } from './commands/say.ts';
import { type SoundCommands, soundCommands } from './commands/sound.ts';
import { type SpeechCommands, speechCommands } from './commands/speech.ts';

export interface Caller {
  /** everything that Asterisk said of the call, as it said it */
  env: Env;
  /** arguments of AGI() in the dialplan */
  args: readonly string[];
  /** name of the script that FastAGI was asked for, without `?…`; empty for a script */
  script: string;
  /** what stands behind the question mark of `agi://host/script?name=value` */
  query: URLSearchParams;
  /** the caller's number and name; empty where Asterisk says `unknown` */
  number: string;
  name: string;
  /** the caller wants number and name shown; where not, the number may still be real */
  isShown: boolean;
  /** aborted when the caller hangs up or the session ends: `fetch(url, { signal: call.signal })` */
  signal: AbortSignal;
  /** Ends the script with AGISTATUS=FAILURE; the call goes on in the dialplan. */
  failure(): void;
}

/** Every command of AGI. */
export interface Commands
  extends ChannelCommands,
    DialplanCommands,
    SayCommands,
    SoundCommands,
    SpeechCommands {}

/** A call: who it is, and what can be done with it. */
export interface Call extends Caller, Commands {}

/** One call's script. It may return or throw whenever it likes: the call goes on. */
export type Script = (call: Call) => unknown;

/** A call over a line. */
export function callOf(line: Line, ask: Ask): Call {
  const gone = new AbortController();
  line.watch({
    hungUp: () => gone.abort(new Error('the caller has hung up')),
    over: () => gone.abort(new Error('the session is over')),
  });
  const { env } = line;
  const caller: Caller = {
    env,
    args: env.args,
    script: scriptOf(env),
    query: new URLSearchParams(/\?(.*)$/s.exec(env.agi_network_script)?.[1] ?? ''),
    number: known(env.agi_callerid),
    name: known(env.agi_calleridname),
    isShown: (Number(env.agi_callingpres) & 0x60) === 0,
    signal: gone.signal,
    failure: line.refuse,
  };
  return {
    ...caller,
    ...channelCommands(ask),
    ...dialplanCommands(ask),
    ...sayCommands(ask),
    ...soundCommands(ask),
    ...speechCommands(ask),
  };
}

const known = (value: string) => (value === 'unknown' ? '' : value);
