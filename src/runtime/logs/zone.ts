// Zone: what the clock on a site's wall says, as a moment.

/** Milliseconds since 1970 of a wall clock that shows `wall` (written as if it were UTC). */
export type WallClock = (wall: number) => number;

const quarter = 15 * 60_000; // every zone changes its offset at a multiple of this
const day = 86_400_000;
const mostKept = 50_000;

/**
 * The clock of an IANA zone; of UTC where there is no such zone. An hour that occurs twice is the first of both; one
 * that is skipped is read by the offset before it.
 */
export function wallClock(zone: string): WallClock {
  const offset = offsets(zone);
  if (!offset) return wall => wall;
  const kept = new Map<number, number>();
  return wall => {
    const bucket = Math.floor(wall / quarter);
    const known = kept.get(bucket);
    if (known !== undefined) return wall - known;
    if (kept.size > mostKept) kept.clear();
    const found = offsetOfWall(bucket * quarter, offset);
    kept.set(bucket, found);
    return wall - found;
  };
}

function offsetOfWall(wall: number, offset: (moment: number) => number): number {
  const [before, after] = [offset(wall - day), offset(wall + day)];
  if (before !== after && offset(wall - before) !== before && offset(wall - after) === after) return after;
  return before;
}

/** How far a zone's wall clock is ahead of UTC at a moment, in milliseconds. */
function offsets(zone: string): ((moment: number) => number) | undefined {
  if (zone === 'UTC') return undefined;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    return moment => {
      const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
      const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
      const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
      return wall - Math.floor(moment / 60_000) * 60_000;
    };
  } catch {
    return undefined;
  }
}
