// Clock: GMT offset and daylight-saving rules, worked out from an IANA zone.

/** When the clock changes: the nth (1–4, or 5 for the last) weekday of a month, at an hour of the clock that runs until then. */
export interface ClockChange {
  /** 1 = January */
  month: number;
  /** 1–4, or 5 for the last */
  week: number;
  /** 1 = Sunday … 7 = Saturday */
  weekday: number;
  /** local hour, 0–23, on the clock that is valid until the change */
  hour: number;
}

export interface Clock {
  zone: string;
  /** seconds east of Greenwich in standard time */
  offset: number;
  /** undefined where the zone has no daylight saving */
  daylight: { start: ClockChange; stop: ClockChange; minutes: number } | undefined;
}

interface Transition {
  at: number;
  /** seconds, before and after */
  from: number;
  to: number;
}

const minute = 60_000;
const step = 28 * 86_400_000; // shorter than any daylight-saving time
const day = 86_400_000;
const known = new Map<string, Clock>();

/** Works out the clock of a zone as it runs in `year`; the same for every year in which the rules are the same. */
export function clockOf(zone: string, year: number): Clock {
  const key = `${zone} ${year}`;
  const made = known.get(key) ?? makeClock(zone, year);
  known.set(key, made);
  return made;
}

function makeClock(zone: string, year: number): Clock {
  const changes = transitions(zone, year);
  const offset =
    changes.length > 0
      ? Math.min(...changes.flatMap(({ from, to }) => [from, to]))
      : offsetAt(zone, Date.UTC(year, 6, 1));
  const start = changes.find(({ from, to }) => to > from);
  const stop = changes.find(({ from, to }) => to < from);
  // Two changes a year are a rule that phones know; anything else (Morocco's Ramadan) is not.
  if (changes.length !== 2 || !start || !stop)
    return { zone, offset: changes.at(-1)?.to ?? offset, daylight: undefined };
  return {
    zone,
    offset,
    daylight: { start: ruleOf(zone, start), stop: ruleOf(zone, stop), minutes: (start.to - start.from) / 60 },
  };
}

function transitions(zone: string, year: number): Transition[] {
  const found: Transition[] = [];
  const end = Date.UTC(year + 1, 0, 1);
  for (let at = Date.UTC(year, 0, 1); at < end; at += step) {
    const [from, to] = [offsetAt(zone, at), offsetAt(zone, Math.min(at + step, end))];
    if (from !== to) found.push({ at: instant(zone, at, at + step), from, to });
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

function ruleOf(zone: string, { at, from }: Transition): ClockChange {
  const local = new Date(at + from * 1000);
  const month = local.getUTCMonth() + 1;
  return { month, week: weekOf(zone, local), weekday: local.getUTCDay() + 1, hour: local.getUTCHours() };
}

// A day from the 22nd to the 28th may be the fourth or the last of its kind; other years tell.
function weekOf(zone: string, local: Date): number {
  if (local.getUTCDate() <= 21) return Math.ceil(local.getUTCDate() / 7);
  const years = [0, 1, 2, 3, 4, 5, 6].map(ahead => changeDay(zone, local, local.getUTCFullYear() + ahead));
  const weeks = new Set(years.map(date => Math.ceil(date.getUTCDate() / 7)));
  if (weeks.size > 1 && years.every(isLastOfItsKind)) return 5;
  return Math.min(Math.ceil(local.getUTCDate() / 7), 5);
}

function changeDay(zone: string, local: Date, year: number): Date {
  const found = transitions(zone, year).map(({ at, from }) => new Date(at + from * 1000));
  return found.find(date => date.getUTCMonth() === local.getUTCMonth()) ?? local;
}

const isLastOfItsKind = (date: Date) =>
  new Date(date.getTime() + 7 * day).getUTCMonth() !== date.getUTCMonth();

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetAt(zone: string, at: number): number {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] =
    /GMT([+-])(\d+):(\d+)(?::(\d+))?/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

/** Every zone name that this Node's ICU lists. */
export const zones = (): string[] => Intl.supportedValuesOf('timeZone');

/** Whether a name is a zone: an IANA name, aliases too. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
