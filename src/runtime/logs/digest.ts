// Digest: what the store keeps beside a piece of log, to know without reading it what it cannot hold.

import { type Notable, notableOf } from './notable.ts';
import { levels, type Scan, scan } from './scan.ts';
import { type Section, timesOf } from './times.ts';
import { addTrigrams, emptyTrigrams, type Trigrams } from './trigrams.ts';
import type { WallClock } from './zone.ts';

export interface Digest {
  lines: number;
  /** milliseconds */
  earliest: number;
  latest: number;
  /** bit `n` is set where a line of level `n` is in it; 7 always, 8 not of the usual form */
  levels: number;
  trigrams: Trigrams;
  notable: Notable;
}

/** Works out the digest of whole lines. */
export function digest(bytes: Uint8Array, sections: Section[], clock: WallClock): Digest {
  const found = scan(bytes);
  const times = timesOf(found, sections, clock);
  const trigrams = emptyTrigrams(bytes.length);
  let [earliest, latest, mask] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let line = 0; line < found.count; line++) {
    const time = times[line] ?? 0;
    if (time < earliest) earliest = time;
    if (time > latest) latest = time;
    mask |= 1 << (found.levels[line] ?? levels.none);
    addLine(trigrams, bytes, { found, line });
  }
  const arrived = sections[0]?.arrived ?? 0;
  return {
    lines: found.count,
    earliest: found.count > 0 ? earliest : arrived,
    latest: found.count > 0 ? latest : arrived,
    levels: mask,
    trigrams,
    notable: notableOf(bytes, found, times),
  };
}

function addLine(
  trigrams: Trigrams,
  bytes: Uint8Array,
  { found, line }: { found: Scan; line: number },
): void {
  const [text = 0, end = 0, component = 0] = [found.texts[line], found.ends[line], found.components[line]];
  addTrigrams(trigrams, bytes, text, end);
  if (component > 0) addTrigrams(trigrams, bytes, componentBar(found, line), component + 1);
}

/** The bar before the component. */
export const componentBar = (found: Scan, line: number) => (found.starts[line] ?? 0) + 10;
