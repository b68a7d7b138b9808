// Stamp: the ten characters that a line of a phone's log begins with, in three formats.

/** What a stamp counts from. `none` is a line without one. */
export const clocks = { none: 0, boot: 1, second: 2, minute: 3 } as const;
export type Clock = (typeof clocks)[keyof typeof clocks];

export const stampLength = 10;

const zero = 48;
const dot = 46;
const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The number that `count` digits at `from` stand for; -1 where one is no digit. */
export function digits(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at++) {
    const digit = (bytes[at] ?? 0) - zero;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/**
 * The value of a `HHMMSS.mmm` since the phone's start, in milliseconds; -1 for anything else. Source: the vendor's
 * example 011511.006, 1 h 15 m 11.006 s.
 */
export function bootStamp(bytes: Uint8Array, from: number): number {
  if (bytes[from + 6] !== dot) return -1;
  const [time, rest] = [digits(bytes, from, 6), digits(bytes, from + 7, 3)];
  if (time < 0 || rest < 0) return -1;
  const [minute, second] = [Math.floor(time / 100) % 100, time % 100];
  if (minute > 59 || second > 59) return -1;
  return ((Math.floor(time / 10_000) * 60 + minute) * 60 + second) * 1000 + rest;
}

/**
 * Which clock ten digits were written by: `MMDDHHMMSS` where they can be that, else `YYMMDDHHMM`, else none.
 * From 2013 on, a year is no month, so that both are told apart by their value.
 */
export function clockOf(value: number): Clock {
  if (isTime(value % 1e6) && isDay(Math.floor(value / 1e6))) return clocks.second;
  return isTime((value % 1e4) * 100) && isDay(Math.floor(value / 1e4) % 1e4) ? clocks.minute : clocks.none;
}

function isTime(value: number): boolean {
  return value < 240_000 && value % 10_000 < 6000 && value % 100 < 60;
}

function isDay(value: number): boolean {
  const day = value % 100;
  return day > 0 && day <= (daysIn[Math.floor(value / 100) - 1] ?? 0);
}
