// Scan: the lines of an uploaded log, found in its bytes without making anything of each.

import { bootStamp, clockOf, clocks, digits, stampLength } from './stamp.ts';

/** Lines by number; each array has one value a line. `time|component|level|missed|text` is split at the first four bars. */
export interface Scan {
  count: number;
  /** first byte of a line, and the one behind its last, without its line end */
  starts: Uint32Array;
  ends: Uint32Array;
  /** `clocks`; none for a line that is not of this form */
  clocks: Uint8Array;
  /** boot: milliseconds; second and minute: the ten digits as a number */
  stamps: Float64Array;
  /** 0–6, `levels.always` or `levels.none` */
  levels: Uint8Array;
  /** the byte behind the component */
  components: Uint32Array;
  /** first byte of the text; the line's first where it is not of this form */
  texts: Uint32Array;
}

export const levels = { always: 7, none: 8 } as const;

const newline = 10;
const carriage = 13;
const bar = 124;
const star = 42;
const longestComponent = 16;

/** Finds all lines; what stands behind the last newline is one, too. An empty last line is none. */
export function scan(bytes: Uint8Array): Scan {
  const found = room(countLines(bytes));
  for (let start = 0, line = 0; line < found.count; line++) {
    const end = bytes.indexOf(newline, start);
    const stop = end < 0 ? bytes.length : end;
    readLine(bytes, found, {
      line,
      start,
      stop: bytes[stop - 1] === carriage ? Math.max(start, stop - 1) : stop,
    });
    start = stop + 1;
  }
  return found;
}

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count++;
  return bytes.length > 0 && bytes[bytes.length - 1] !== newline ? count + 1 : count;
}

function room(count: number): Scan {
  return {
    count,
    starts: new Uint32Array(count),
    ends: new Uint32Array(count),
    clocks: new Uint8Array(count),
    stamps: new Float64Array(count),
    levels: new Uint8Array(count),
    components: new Uint32Array(count),
    texts: new Uint32Array(count),
  };
}

interface Span {
  line: number;
  start: number;
  stop: number;
}

function readLine(bytes: Uint8Array, found: Scan, { line, start, stop }: Span): void {
  found.starts[line] = start;
  found.ends[line] = stop;
  found.texts[line] = start;
  found.levels[line] = levels.none;
  const component = behindComponent(bytes, start + stampLength, stop);
  if (component < 0) return;
  const level = levelAt(bytes, component + 1);
  const text = behindMissed(bytes, component + 2, stop);
  if (level < 0 || text < 0 || !readStamp(bytes, found, line)) return;
  found.levels[line] = level;
  found.components[line] = component;
  found.texts[line] = text;
}

/** The bar behind `|comp `, -1 where there is none. */
function behindComponent(bytes: Uint8Array, from: number, stop: number): number {
  if (bytes[from] !== bar) return -1;
  for (let at = from + 2; at < stop && at <= from + longestComponent + 1; at++)
    if (bytes[at] === bar) return at;
  return -1;
}

function levelAt(bytes: Uint8Array, at: number): number {
  const code = bytes[at] ?? 0;
  if (code === star) return levels.always;
  return code >= 48 && code <= 54 ? code - 48 : -1;
}

/** The byte behind `|00|`, -1 where that does not stand there. */
function behindMissed(bytes: Uint8Array, from: number, stop: number): number {
  if (bytes[from] !== bar || digits(bytes, from + 1, 1) < 0) return -1;
  let at = from + 2;
  while (at < stop && digits(bytes, at, 1) >= 0) at++;
  return at < stop && bytes[at] === bar ? at + 1 : -1;
}

function readStamp(bytes: Uint8Array, found: Scan, line: number): boolean {
  const start = found.starts[line] ?? 0;
  const value = digits(bytes, start, stampLength);
  const clock = value < 0 ? clocks.boot : clockOf(value);
  const stamp = value < 0 ? bootStamp(bytes, start) : value;
  if (stamp < 0 || clock === clocks.none) return false;
  found.clocks[line] = clock;
  found.stamps[line] = stamp;
  return true;
}
