// Query: what is asked of the logs, and the lines of a piece that answer it.

import { componentBar } from './digest.ts';
import { type Finder, finder } from './finder.ts';
import { levels, type Scan, scan } from './scan.ts';
import { type Section, timesOf } from './times.ts';
import { mayHold, type Trigrams } from './trigrams.ts';
import type { WallClock } from './zone.ts';

/** All conditions must hold; one that is left out always does. */
export interface LineQuery {
  /** milliseconds, both included */
  since?: number;
  until?: number;
  /** 0–6: lines of at least this level, and those that are always logged */
  level?: number;
  component?: string;
  /** part of a line's text, in any letter case */
  text?: string;
}

export interface FoundLine {
  mac: string;
  /** the log's, `app.log` */
  name: string;
  /** milliseconds */
  time: number;
  /** 0–6, 7 always, 8 not of the usual form */
  level: number;
  /** empty where the line is not of the usual form */
  component: string;
  text: string;
  /** the piece that it is from, and its first byte there and the one behind its last, without its line end */
  piece: Buffer;
  start: number;
  end: number;
}

/** The whole line as it came, without its end. */
export const rawOf = ({ piece, start, end }: Pick<FoundLine, 'piece' | 'start' | 'end'>): Buffer =>
  piece.subarray(start, end);

export interface Piece {
  mac: string;
  name: string;
  bytes: Buffer;
  sections: Section[];
  clock: WallClock;
  /** when each line was written, where that is known already */
  times?: Float64Array;
}

const blank = 32;

/** Levels that answer a query, as bits. */
export function levelMask({ level = 0 }: LineQuery): number {
  const wanted = (0x7f << level) & 0x7f;
  return wanted | (1 << levels.always) | (level === 0 ? 1 << levels.none : 0);
}

/** Whether a piece with this index may hold an answer. */
export function mayAnswer(index: Trigrams, { component, text }: LineQuery): boolean {
  if (component !== undefined && !mayHold(index, Buffer.from(`|${component}`))) return false;
  return text === undefined || mayHold(index, Buffer.from(text));
}

/** The lines of a piece that answer, in their order; of more than `most` the newest. */
export function answers(
  piece: Piece,
  query: LineQuery,
  most: number = Number.POSITIVE_INFINITY,
): FoundLine[] {
  const { bytes, sections, clock } = piece;
  const holds = query.text ? finder(bytes, query.text) : everything;
  if (!holds(0, bytes.length)) return [];
  const found = scan(bytes);
  const times = piece.times ?? timesOf(found, sections, clock);
  const fits = test(bytes, found, query);
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = query;
  const lines: number[] = [];
  for (let line = 0; line < found.count; line++) {
    const time = times[line] ?? 0;
    if (time < since || time > until || !fits(line)) continue;
    if (holds(found.texts[line] ?? 0, found.ends[line] ?? 0)) lines.push(line);
  }
  return newest(lines, times, most).map(line => lineOf(piece, found, { line, time: times[line] ?? 0 }));
}

function newest(lines: number[], times: Float64Array, most: number): number[] {
  if (lines.length <= most) return lines;
  const byTime = lines.toSorted((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  return byTime.slice(-most).sort((a, b) => a - b);
}

const everything: Finder = () => true;

function test(bytes: Buffer, found: Scan, query: LineQuery): (line: number) => boolean {
  const mask = levelMask(query);
  const component = query.component?.toLowerCase();
  return line =>
    (mask & (1 << (found.levels[line] ?? levels.none))) !== 0 &&
    (component === undefined || componentOf(bytes, found, line).toLowerCase() === component);
}

function componentOf(bytes: Buffer, found: Scan, line: number): string {
  const end = found.components[line] ?? 0;
  if (end === 0) return '';
  let last = end;
  while (bytes[last - 1] === blank) last--; // the bar before it ends this
  return bytes.toString('latin1', componentBar(found, line) + 1, last);
}

function lineOf(
  { mac, name, bytes }: Piece,
  found: Scan,
  { line, time }: { line: number; time: number },
): FoundLine {
  const end = found.ends[line] ?? 0;
  return {
    mac,
    name,
    time,
    level: found.levels[line] ?? levels.none,
    component: componentOf(bytes, found, line),
    text: bytes.toString('utf8', found.texts[line], end),
    piece: bytes,
    start: found.starts[line] ?? 0,
    end,
  };
}
