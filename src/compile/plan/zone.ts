// Zone: an IANA zone's offsets and when they change, as this Node's ICU knows them.

/** The clock changes from one offset to another, both in seconds east of Greenwich. */
export interface Change {
  /** the day and time that the clock until then shows; its UTC fields are local ones */
  local: Date;
  from: number;
  to: number;
}

const minute = 60_000;
const step = 14 * 86_400_000; // shorter than any time between two changes
const known = new Map<string, Change[]>();

/** Every change within a year, in order. */
export function changesOf(zone: string, year: number): Change[] {
  const key = `${zone} ${year}`;
  const made = known.get(key) ?? findChanges(zone, year);
  known.set(key, made);
  return made;
}

function findChanges(zone: string, year: number): Change[] {
  const found: Change[] = [];
  const end = Date.UTC(year + 1, 0, 1);
  let from = offsetAt(zone, Date.UTC(year, 0, 1));
  for (let at = Date.UTC(year, 0, 1); at < end; at += step) {
    const to = offsetAt(zone, Math.min(at + step, end));
    if (from !== to) found.push({ local: new Date(instant(zone, at, at + step) + from * 1000), from, to });
    from = to;
  }
  return found;
}

// Halves the span until it is the minute at which the offset changes.
function instant(zone: string, start: number, end: number): number {
  let [low, high] = [start, end];
  const before = offsetAt(zone, low);
  while (high - low > minute) {
    const middle = Math.floor((low + high) / 2 / minute) * minute;
    if (offsetAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Seconds east of Greenwich at an instant. */
export function offsetAt(zone: string, at: number): number {
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] =
    /GMT([+-])(\d+):(\d+)(?::(\d+))?/.exec(formatOf(zone).format(at)) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  return format;
}

/** Every zone name that this Node's ICU lists. */
export const zones = (): string[] => Intl.supportedValuesOf('timeZone');

/** Whether a name is a zone: an IANA name, aliases too. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}
