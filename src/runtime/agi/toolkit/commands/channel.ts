// Channel: answer, hang up, wait, and what else concerns the line itself.

import { type Ask, given, text } from '../ask.ts';
import { accepted, done, failed, number } from '../readers.ts';
import type { Reply } from '../reply.ts';

/** 0 down · 1 reserved · 2 off hook · 3 dialling · 4 ring (the caller hears it) · 5 ringing (they do) · 6 up · 7 busy */
export type ChannelState = number;

export interface ChannelCommands {
  /** Picks up. */
  answer(): Promise<Reply<undefined>>;
  /** State of this channel, or of the one that is named; `failed` where there is none. */
  channelStatus(channel?: string): Promise<Reply<number>>;
  /** Hangs up this channel, or the one that is named. What is allowed on a dead channel still works afterwards. */
  hangup(channel?: string): Promise<Reply<undefined>>;
  /** Hangs up by itself in so many seconds; 0 for never. */
  setAutohangup(seconds: number): Promise<Reply<undefined>>;
  /** Music on hold, of a class of musiconhold.conf. */
  setMusic(on: boolean, musicClass?: string): Promise<Reply<undefined>>;
  /** A picture, where the channel can show one. */
  sendImage(image: string): Promise<Reply<undefined>>;
  /** A text, where the channel can show one. */
  sendText(message: string): Promise<Reply<undefined>>;
  /** Telecommunication device for the deaf; `failed` where the channel has none. */
  tddMode(mode: 'on' | 'off' | 'mate'): Promise<Reply<undefined>>;
  /** One character of text; empty when none came within `milliseconds`, `failed` on hang-up. */
  receiveChar(milliseconds: number): Promise<Reply<string>>;
  /** A line of text. */
  receiveText(milliseconds: number): Promise<Reply<string>>;
  /** Does nothing; what is given shows on the console under `agi set debug on`. */
  noop(...words: string[]): Promise<Reply<undefined>>;
  /** Shows a message on Asterisk's console, at verbosity 1 (always wanted) to 4. */
  verbose(message: string, level?: 1 | 2 | 3 | 4): Promise<Reply<undefined>>;
  /** Ends AsyncAGI; nothing elsewhere. */
  asyncagiBreak(): Promise<Reply<undefined>>;
}

export const channelCommands = (ask: Ask): ChannelCommands => ({
  answer: () => ask(['ANSWER'], done),
  channelStatus: (channel?: string) => ask<ChannelState>(['CHANNEL', 'STATUS', ...given(channel)], number),
  hangup: (channel?: string) => ask(['HANGUP', ...given(channel)], done),
  setAutohangup: (seconds: number) => ask(['SET', 'AUTOHANGUP', text(seconds)], done),
  setMusic: (on: boolean, musicClass?: string) =>
    ask(['SET', 'MUSIC', on ? 'on' : 'off', ...given(musicClass)], done),
  sendImage: (image: string) => ask(['SEND', 'IMAGE', text(image)], done),
  sendText: (message: string) => ask(['SEND', 'TEXT', { text: message }], done),
  tddMode: (mode: 'on' | 'off' | 'mate') => ask(['TDD', 'MODE', mode], accepted),
  receiveChar: (milliseconds: number) =>
    ask(['RECEIVE', 'CHAR', text(milliseconds)], ({ result, data }) => {
      const code = Number(result);
      if (!(code >= 0)) return failed(result, data);
      return { value: code === 0 ? '' : String.fromCodePoint(code) };
    }),
  receiveText: (milliseconds: number) =>
    ask(['RECEIVE', 'TEXT', text(milliseconds)], ({ result, data }) =>
      result === '1' ? { value: data ?? '' } : failed(result, data),
    ),
  noop: (...words: string[]) => ask(['NOOP', ...words.map(text)], done),
  verbose: (message: string, level: 1 | 2 | 3 | 4 = 1) =>
    ask(['VERBOSE', { text: message }, String(level)], accepted),
  asyncagiBreak: () => ask(['ASYNCAGI', 'BREAK'], done),
});
