// Notable: the few lines of a piece that stand at its highest levels, beside it, so that who asks for them reads no others.

import { levels, type Scan } from './scan.ts';

export interface Notable {
  /** all lines of this level and more are in `bytes`; `none` where there are too many of any level */
  from: number;
  /** how many (four bytes), a time for each (eight), then the lines as they came */
  bytes: Buffer;
}

/** A level that no query asks for. */
export const none: number = levels.always;

const smallest = 8 * 1024; // bytes: of a small piece all is read as fast
const share = 0.2; // of a piece's bytes, at most

/** The notable lines of `bytes`, from the lowest level at which they are still few. */
export function notableOf(bytes: Uint8Array, found: Scan, times: Float64Array): Notable {
  const from = bytes.length < smallest ? none : lowest(found, bytes.length * share);
  const lines = linesOf(found, from);
  if (lines.length === 0) return { from, bytes: Buffer.alloc(0) };
  const head = Buffer.alloc(4 + 8 * lines.length);
  head.writeUInt32LE(lines.length);
  for (const [index, line] of lines.entries()) head.writeDoubleLE(times[line] ?? 0, 4 + 8 * index);
  // With its line end, so that a line is read again as it was.
  const whole = lines.map(line => bytes.subarray(found.starts[line], found.starts[line + 1] ?? bytes.length));
  return { from, bytes: Buffer.concat([head, ...whole]) };
}

function linesOf(found: Scan, from: number): number[] {
  const lines: number[] = [];
  for (let line = 0; from < none && line < found.count; line++) {
    const level = found.levels[line] ?? levels.none;
    if (level >= from && level !== levels.none) lines.push(line);
  }
  return lines;
}

/** The lowest level at and above which lines have at most so many bytes. */
function lowest(found: Scan, most: number): number {
  const sizes = new Float64Array(levels.none + 1);
  for (let line = 0; line < found.count; line++) {
    const level = found.levels[line] ?? levels.none;
    sizes[level] = (sizes[level] ?? 0) + (found.ends[line] ?? 0) - (found.starts[line] ?? 0);
  }
  let [level, size] = [none, sizes[levels.always] ?? 0];
  while (level > 0 && size <= most) size += sizes[--level] ?? 0;
  return Math.min(level + 1, none);
}

/** The lines, and when each was written. */
export function readNotable(bytes: Buffer): { bytes: Buffer; times: Float64Array } {
  const count = bytes.length < 4 ? 0 : bytes.readUInt32LE(0);
  const times = new Float64Array(count);
  for (let index = 0; index < count; index++) times[index] = bytes.readDoubleLE(4 + 8 * index);
  return { bytes: bytes.subarray(count === 0 ? bytes.length : 4 + 8 * count), times };
}
