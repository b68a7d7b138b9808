// Clock: GMT offset and daylight-saving rules in the form that phones know, worked out from an IANA zone.

import { type Change, changesOf, offsetAt } from './zone.ts';

/** When the clock changes: a weekday of a month, at an hour of the clock that runs until then. */
export interface ClockChange {
  /** 1 = January */
  month: number;
  /** day of the month in the year that was planned for */
  day: number;
  /** 1–4, or 5 for the last; 0 where the days of the next years follow no such rule */
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
  /** undefined where the zone has none, or none that a phone can follow; `fixed` where only this year's days are known */
  daylight: { start: ClockChange; stop: ClockChange; minutes: number; fixed: boolean } | undefined;
  /** what a phone's clock cannot follow, as the end of a sentence about the zone; empty for nearly all zones */
  doubt: string;
}

const known = new Map<string, Clock>();

/** Works out the clock of a zone as it runs in `year`; the same for every year in which the rules are the same. */
export function clockOf(zone: string, year: number): Clock {
  const key = `${zone} ${year}`;
  const made = known.get(key) ?? makeClock(zone, year);
  known.set(key, made);
  return made;
}

function makeClock(zone: string, year: number): Clock {
  const changes = changesOf(zone, year);
  const [start, stop] = [
    changes.find(({ from, to }) => to > from),
    changes.find(({ from, to }) => to < from),
  ];
  if (changes.length === 2 && start && stop) return daylightClock(zone, year, { start, stop });
  const last = changes.at(-1);
  const offset = last ? last.to : offsetAt(zone, Date.UTC(year, 6, 1));
  const times = changes.length === 1 ? 'once' : `${changes.length} times`;
  const doubt = last
    ? `changes its time ${times} in ${year}, which phones cannot be told: theirs is the last of them`
    : '';
  return { zone, offset, daylight: undefined, doubt };
}

function daylightClock(zone: string, year: number, { start, stop }: { start: Change; stop: Change }): Clock {
  const offset = start.from;
  const minutes = (start.to - start.from) / 60;
  if (minutes !== 60) {
    const doubt = `puts its clocks forward by ${minutes} minutes; phones can only do 60, so theirs stay at standard time`;
    return { zone, offset, daylight: undefined, doubt };
  }
  const rules = { start: ruleOf(zone, start, year), stop: ruleOf(zone, stop, year) };
  const fixed = rules.start.week === 0 || rules.stop.week === 0;
  const doubt = fixed ? dayDoubt(year) : start.local.getUTCMinutes() > 0 ? hourDoubt(start.local) : '';
  return { zone, offset, daylight: { ...rules, minutes, fixed }, doubt };
}

const dayDoubt = (year: number) =>
  `changes its clocks on days that follow no rule of weekdays: phones are told those of ${year} — build again when the year has changed`;

const hourDoubt = (local: Date) =>
  `changes its clocks at ${local.toISOString().slice(11, 16)}; phones know whole hours, so theirs change a little earlier`;

function ruleOf(zone: string, change: Change, year: number): ClockChange {
  const { local } = change;
  return {
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    week: weekOf(zone, change, year),
    weekday: local.getUTCDay() + 1,
    hour: local.getUTCHours(),
  };
}

const ahead = [1, 2, 3, 4, 5, 6];

// Which of its kind the day is in this and the next years: a day from the 22nd to the 28th may be the fourth or the last.
function weekOf(zone: string, change: Change, year: number): number {
  const later = ahead.map(years => changesOf(zone, year + years).find(other => isLike(other, change)));
  const days = [change, ...later].map(found => found?.local);
  if (!days.every(day => day !== undefined)) return 0;
  if (days.every(isLastOfItsKind)) return 5;
  const weeks = new Set(days.map(day => Math.ceil(day.getUTCDate() / 7)));
  const [week = 0] = weeks;
  return weeks.size === 1 ? week : 0;
}

// The same change in another year: same direction, month, weekday and time.
const isLike = (a: Change, b: Change): boolean =>
  a.to - a.from === b.to - b.from &&
  a.local.getUTCMonth() === b.local.getUTCMonth() &&
  a.local.getUTCDay() === b.local.getUTCDay() &&
  a.local.getUTCHours() === b.local.getUTCHours();

const week = 7 * 86_400_000;

const isLastOfItsKind = (day: Date) => new Date(day.getTime() + week).getUTCMonth() !== day.getUTCMonth();
