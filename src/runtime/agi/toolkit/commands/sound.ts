// Sound: play, listen, record. Every prompt ends early at a key out of `keys`.

import { type Ask, given, text } from '../ask.ts';
import { digit, failed } from '../readers.ts';
import type { Reply, Success } from '../reply.ts';

export interface PlaybackKeys {
  /** milliseconds a key skips, 3000 by default */
  skip?: number;
  /** keys, `#`, `*` and none by default */
  forward?: string;
  rewind?: string;
  pause?: string;
  /** milliseconds to begin at */
  offset?: number;
}

export interface Recording {
  /** milliseconds at most; -1 for no limit */
  limit?: number;
  /** samples to begin at, in a file that is there already */
  offset?: number;
  beep?: boolean;
  /** seconds of silence that end it */
  silence?: number;
}

/** How a recording ended, and the key that ended it. */
export interface Recorded {
  by: 'dtmf' | 'timeout' | 'hangup' | 'other';
  digit: string;
}

export interface SoundCommands {
  /** Plays a sound, `streamFile('demo-congrats', '#')`; the value is the key pressed, or empty. `offset` in samples. */
  streamFile(file: string, keys?: string, offset?: number): Promise<Reply<string>>;
  /** Plays a sound that the caller can wind. CPLAYBACKSTATUS says how it went. */
  controlStreamFile(file: string, keys?: string, winding?: PlaybackKeys): Promise<Reply<string>>;
  /** Plays a sound and takes digits, up to `#` or `most`; `data` is `timeout` when the caller stopped typing. */
  getData(file: string, milliseconds?: number, most?: number): Promise<Reply<string>>;
  /** Plays a sound and takes one digit of `keys`, for `milliseconds` after its end. */
  getOption(file: string, keys: string, milliseconds?: number): Promise<Reply<string>>;
  /** One digit; empty where none came. -1 milliseconds wait for ever. */
  waitForDigit(milliseconds: number): Promise<Reply<string>>;
  /** Records into `file` (without its ending) in a format that Asterisk knows, `wav`. */
  recordFile(file: string, format: string, keys?: string, recording?: Recording): Promise<Reply<Recorded>>;
}

export const soundCommands = (ask: Ask): SoundCommands => ({
  streamFile: (file: string, keys = '', offset?: number) =>
    ask(['STREAM', 'FILE', text(file), { text: keys }, ...given(offset)], digit),
  controlStreamFile: (file: string, keys = '', winding: PlaybackKeys = {}) => {
    const { skip = 3000, forward = '#', rewind = '*', pause = '', offset } = winding;
    const more = given(skip, forward, rewind, pause, offset);
    return ask(['CONTROL', 'STREAM', 'FILE', text(file), { text: keys }, ...more], digit);
  },
  getData: (file: string, milliseconds?: number, most?: number) =>
    ask<string>(['GET', 'DATA', text(file), ...given(milliseconds, most)], ({ result, data }) =>
      result === '-1' ? failed(result, data) : { value: result },
    ),
  getOption: (file: string, keys: string, milliseconds?: number) =>
    ask(['GET', 'OPTION', text(file), { text: keys }, ...given(milliseconds)], digit),
  waitForDigit: (milliseconds: number) => ask(['WAIT', 'FOR', 'DIGIT', text(milliseconds)], digit),
  recordFile: (file: string, format: string, keys = '', recording: Recording = {}) =>
    ask<Recorded>(
      ['RECORD', 'FILE', text(file), text(format), { text: keys }, ...recordingWords(recording)],
      recorded,
    ),
});

function recordingWords({ limit = -1, offset, beep, silence }: Recording) {
  return [
    ...given(limit, offset),
    ...(beep ? ['BEEP'] : []),
    ...(silence === undefined ? [] : [`s=${silence}`]),
  ];
}

// A recording that the caller's hang-up ended is a recording; one that could not be written is none.
function recorded({ result, data }: Success) {
  const code = Number(result);
  const ended = endings.find(name => name === data);
  if (ended === undefined && !(code >= 0)) return failed(result, data);
  return { value: { by: ended ?? 'other', digit: code > 0 ? String.fromCodePoint(code) : '' } } as const;
}

const endings = ['dtmf', 'timeout', 'hangup'] as const;
