// Side: Asterisk's side of one call, over whatever carries it: an env, an answer to each line, a hang-up.

import type { EnvKey } from '../../protocol/env.ts';
import { answerTo, type Channel, type TestAnswer } from './channel.ts';
import { testEnv } from './env.ts';
import { wordsOf } from './words.ts';

export interface TestOptions {
  /** lines of the env that a test wants different: `{ agi_callerid: '2565550100' }` */
  env?: Partial<Record<EnvKey, string>>;
  /** arguments of AGI() */
  args?: string[];
  /** channel variables at the start */
  variables?: Record<string, string>;
  /** Asterisk's database at the start, by `family/key` */
  database?: Record<string, string>;
  /** answers that differ from an uneventful call's, by command or `EXEC Application` */
  answers?: Record<string, TestAnswer>;
  /** the caller hangs up while so many commands have been answered */
  hangUpAfter?: number;
  /** milliseconds that the call may wait for the script, 6000 */
  deadline?: number;
}

/** What Asterisk saw of a call. */
export interface TestResult {
  /** the command lines, as they came */
  commands: string[];
  /** what is set at the end */
  variables: Record<string, string>;
  database: Record<string, string>;
  /** messages on the console */
  console: string[];
  /** AGISTATUS */
  status: 'SUCCESS' | 'FAILURE';
}

export interface Side {
  /** the env, to be sent first */
  hello: string;
  /** takes what the script sent; what goes back */
  hear(text: string): string;
  /** once it is over; `code` is a script's exit code */
  result(code?: number): TestResult;
}

/** Plays one call. */
export function asteriskSide(options: TestOptions): Side {
  const { env, args, hangUpAfter = Number.POSITIVE_INFINITY, answers = {} } = options;
  const lines = testEnv(env, args);
  const channel: Channel = {
    variables: new Map(Object.entries({ ...callerOf(lines), ...options.variables })),
    database: new Map(Object.entries(options.database ?? {})),
    answers,
    isHungUp: false,
  };
  const heard = { commands: [] as string[], console: [] as string[], failed: false, pending: '' };
  const take = (line: string): string => {
    if (/^failure$/i.test(line)) heard.failed = true;
    if (heard.failed) return '';
    heard.commands.push(line);
    const [verb = '', message = ''] = wordsOf(line);
    if (verb.toUpperCase() === 'VERBOSE') heard.console.push(message);
    const wasHungUp = channel.isHungUp;
    channel.isHungUp ||= heard.commands.length > hangUpAfter;
    const answer = answerTo(line, channel);
    return `${answer}\n${channel.isHungUp && !wasHungUp ? 'HANGUP\n' : ''}`;
  };
  const hear = (text: string): string => {
    const [last = '', ...whole] = (heard.pending + text).split('\n').reverse();
    heard.pending = last;
    return whole.reverse().map(take).join('');
  };
  const result = (code = 0): TestResult => ({
    commands: heard.commands,
    variables: Object.fromEntries(channel.variables),
    database: Object.fromEntries(channel.database),
    console: heard.console,
    status: heard.failed || code !== 0 ? 'FAILURE' : 'SUCCESS',
  });
  return {
    hello: lines
      .map(([key, value]) => `${key}: ${value}\n`)
      .join('')
      .concat('\n'),
    hear,
    result,
  };
}

function callerOf(lines: [string, string][]): Record<string, string> {
  const env = Object.fromEntries(lines);
  return { 'CALLERID(num)': env['agi_callerid'] ?? '', 'CALLERID(name)': env['agi_calleridname'] ?? '' };
}
