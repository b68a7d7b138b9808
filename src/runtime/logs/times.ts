// Times: when each line of an upload was written, as far as its stamp and its arrival tell.

import type { Scan } from './scan.ts';
import { clocks } from './stamp.ts';
import type { WallClock } from './zone.ts';

/** Lines that came together: from the byte `at` on, at the moment `arrived` (milliseconds). */
export interface Section {
  at: number;
  arrived: number;
}

const hour = 3_600_000;
/** how far a phone's clock may be ahead of ours before its stamp is taken for last year's */
const ahead = 24 * hour;
const oldest = 8; // years back: a 29 February may be that far

/**
 * A moment for each line, in milliseconds. A stamp without a year is the latest that is not more than a day behind its
 * arrival's future. A time since the start ends where the next stamp with a date begins, or at the arrival: an estimate.
 * A line without a stamp has the time of the one before it.
 */
export function timesOf(found: Scan, sections: Section[], clock: WallClock): Float64Array {
  const times = new Float64Array(found.count).fill(Number.NaN);
  const dated = dater(clock);
  let section = 0;
  for (let line = 0; line < found.count; line++) {
    const start = found.starts[line] ?? 0;
    while (section + 1 < sections.length && start >= (sections[section + 1]?.at ?? 0)) section++;
    const kind = found.clocks[line];
    const stamp = found.stamps[line] ?? 0;
    if (kind === clocks.second) times[line] = dated(stamp, sections[section]?.arrived ?? 0);
    else if (kind === clocks.minute) times[line] = clock(minuteWall(stamp));
  }
  sinceBoot(found, sections, times);
  return filled(times, sections[0]?.arrived ?? 0);
}

/** Reads `MMDDHHMMSS`; the hour's start is worked out once an hour of log. */
function dater(clock: WallClock): (stamp: number, arrived: number) => number {
  let [lastHour, lastArrived, base] = [-1, -1, 0];
  return (stamp, arrived) => {
    const thisHour = Math.floor(stamp / 10_000);
    if (thisHour !== lastHour || arrived !== lastArrived) {
      base = hourStart(thisHour, arrived, clock);
      [lastHour, lastArrived] = [thisHour, arrived];
    }
    return base + (Math.floor(stamp / 100) % 100) * 60_000 + (stamp % 100) * 1000;
  };
}

function hourStart(stamp: number, arrived: number, clock: WallClock): number {
  const [month, day, hours] = [Math.floor(stamp / 10_000) - 1, Math.floor(stamp / 100) % 100, stamp % 100];
  const latest = new Date(arrived).getUTCFullYear() + 1;
  for (let year = latest; year > latest - oldest - 2; year--) {
    const wall = Date.UTC(year, month, day, hours);
    if (new Date(wall).getUTCMonth() === month && clock(wall) <= arrived + ahead) return clock(wall);
  }
  return arrived;
}

function minuteWall(stamp: number): number {
  const year = Math.floor(stamp / 1e8);
  const [month, day] = [Math.floor(stamp / 1e6) % 100, Math.floor(stamp / 1e4) % 100];
  return Date.UTC(
    year + (year < 70 ? 2000 : 1900),
    month - 1,
    day,
    Math.floor(stamp / 100) % 100,
    stamp % 100,
  );
}

/** From the last line to the first: what follows says when a start must have been. */
function sinceBoot(found: Scan, sections: Section[], times: Float64Array): void {
  let section = sections.length - 1;
  let next = sections[section]?.arrived ?? 0;
  let [start, earlier] = [Number.NaN, Number.POSITIVE_INFINITY];
  for (let line = found.count - 1; line >= 0; line--) {
    while (section > 0 && (found.starts[line] ?? 0) < (sections[section]?.at ?? 0)) section--;
    const kind = found.clocks[line];
    if (kind === clocks.none) continue;
    const stamp = found.stamps[line] ?? 0;
    if (kind !== clocks.boot) {
      next = times[line] ?? next;
      [start, earlier] = [Number.NaN, Number.POSITIVE_INFINITY];
      continue;
    }
    if (Number.isNaN(start) || stamp > earlier)
      start = Math.min(next, sections[section]?.arrived ?? next) - stamp;
    times[line] = start + stamp;
    earlier = stamp;
    next = start;
  }
}

function filled(times: Float64Array, arrived: number): Float64Array {
  let last = times.find(time => !Number.isNaN(time)) ?? arrived;
  for (let line = 0; line < times.length; line++) {
    const time = times[line] ?? Number.NaN;
    if (Number.isNaN(time)) times[line] = last;
    else last = time;
  }
  return times;
}
