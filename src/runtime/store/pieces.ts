// Pieces: uploads cut at line ends, so that a line that came in two parts is one.

import type { LogState } from './place.ts';

export interface OpenLog {
  state: LogState;
  /** bytes behind the last newline: the line may go on */
  tail: Buffer;
}

/** Bytes that begin at `at`, of all bytes ever stored of a log. */
export interface PieceOfLog {
  at: number;
  bytes: Buffer;
}

const newline = 10;
const longestTail = 64 * 1024;

/** What is now whole of a log to which `bytes` are added at its end, and what is left open. */
export function pieces(
  { state: before, tail }: OpenLog,
  bytes: Buffer,
  state: LogState,
): { whole: PieceOfLog[]; open: OpenLog } {
  const goesOn = state.from === before.from;
  const ended = goesOn ? [] : [{ at: before.total - tail.length, bytes: tail }];
  const joined = goesOn && tail.length > 0 ? Buffer.concat([tail, bytes]) : bytes;
  const behind = joined.lastIndexOf(newline) + 1;
  const end = joined.length - behind > longestTail ? joined.length : behind;
  const at = before.total + bytes.length - joined.length;
  const whole = [...ended, { at, bytes: joined.subarray(0, end) }].filter(piece => piece.bytes.length > 0);
  return { whole, open: { state, tail: joined.subarray(end) } };
}
