// Say: digits, numbers, letters, dates and times in the channel's language.

import type { Argument } from '../../protocol/command.ts';
import { type Ask, given, text } from '../ask.ts';
import { digit } from '../readers.ts';
import type { Reply } from '../reply.ts';

export interface Moment {
  /** now, if it is not given */
  at?: Date;
}

export interface MomentFormat extends Moment {
  /** as SayUnixTime() has it; Asterisk's own default is `ABdY 'digits/at' IMp` */
  format?: string;
  /** IANA name; the server's own by default */
  timezone?: string;
}

const ownFormat = "ABdY 'digits/at' IMp";

/** Each returns the key that the caller pressed out of `keys`, or an empty value. */
export interface SayCommands {
  sayAlpha(letters: string, keys?: string): Promise<Reply<string>>;
  sayPhonetic(letters: string, keys?: string): Promise<Reply<string>>;
  sayDigits(digits: string | number, keys?: string): Promise<Reply<string>>;
  /** `gender`, where the language has one: f, m, n, c */
  sayNumber(value: number, keys?: string, gender?: string): Promise<Reply<string>>;
  sayDate(keys?: string, moment?: Moment): Promise<Reply<string>>;
  sayTime(keys?: string, moment?: Moment): Promise<Reply<string>>;
  sayDatetime(keys?: string, moment?: MomentFormat): Promise<Reply<string>>;
}

export const sayCommands = (ask: Ask): SayCommands => {
  const say = (what: string, value: Argument, keys: string, ...more: Argument[]) =>
    ask<string>(['SAY', what, value, { text: keys }, ...more], digit);
  return {
    sayAlpha: (letters: string, keys = '') => say('ALPHA', { text: letters }, keys),
    sayPhonetic: (letters: string, keys = '') => say('PHONETIC', { text: letters }, keys),
    sayDigits: (digits: string | number, keys = '') => say('DIGITS', text(digits), keys),
    sayNumber: (value: number, keys = '', gender?: string) =>
      say('NUMBER', text(value), keys, ...given(gender)),
    sayDate: (keys = '', { at }: Moment = {}) => say('DATE', seconds(at), keys),
    sayTime: (keys = '', { at }: Moment = {}) => say('TIME', seconds(at), keys),
    sayDatetime: (keys = '', { at, format, timezone }: MomentFormat = {}) =>
      say(
        'DATETIME',
        seconds(at),
        keys,
        ...given(format ?? (timezone === undefined ? undefined : ownFormat), timezone),
      ),
  };
};

const seconds = (at = new Date()) => String(Math.floor(at.getTime() / 1000));
