// Query: what is asked of the logs, and the lines of a piece that answer it.

import { componentBar } from './digest.ts';
import { levels, type Scan, scan } from './scan.ts';
import { type Section, timesOf } from './times.ts';
import { lower, mayHold, type Trigrams } from './trigrams.ts';
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
  /** the whole line as it came, without its end */
  raw: Buffer;
}

export interface Piece {
  mac: string;
  name: string;
  bytes: Buffer;
  sections: Section[];
  clock: WallClock;
}

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

/** The lines of a piece that answer, in their order. */
export function answers(piece: Piece, query: LineQuery): FoundLine[] {
  const { bytes, sections, clock } = piece;
  const found = scan(bytes);
  const times = timesOf(found, sections, clock);
  const fits = test(bytes, found, query);
  const lines: FoundLine[] = [];
  for (let line = 0; line < found.count; line++) {
    if (!fits(line)) continue;
    const time = times[line] ?? 0;
    if (query.since !== undefined && time < query.since) continue;
    if (query.until !== undefined && time > query.until) continue;
    lines.push(lineOf(piece, found, { line, time }));
  }
  return lines;
}

function test(bytes: Buffer, found: Scan, query: LineQuery): (line: number) => boolean {
  const mask = levelMask(query);
  const component = query.component?.toLowerCase();
  const wanted = query.text === undefined ? undefined : folded(Buffer.from(query.text));
  const all = wanted && folded(bytes);
  return line => {
    if ((mask & (1 << (found.levels[line] ?? levels.none))) === 0) return false;
    if (component !== undefined && componentOf(bytes, found, line).toLowerCase() !== component) return false;
    return !wanted || all?.subarray(found.texts[line], found.ends[line]).includes(wanted) === true;
  };
}

function componentOf(bytes: Buffer, found: Scan, line: number): string {
  const end = found.components[line] ?? 0;
  return end === 0 ? '' : bytes.toString('latin1', componentBar(found, line) + 1, end).trimEnd();
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
    raw: bytes.subarray(found.starts[line], end),
  };
}

const folded = (bytes: Buffer) => Buffer.from(bytes.map(lower));
