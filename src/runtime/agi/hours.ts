// Hours: whether the clock stands within what a route asks for.

import type { When } from '../../contract/routes.ts';

interface Local {
  /** `2026-12-25` */
  date: string;
  /** 0 is Sunday */
  day: number;
  /** since midnight */
  minute: number;
}

/** Whether `now` lies within the days and hours, and on no holiday, of that time zone. */
export function isWithin(when: When, now: Date): boolean {
  const local = localTime(when.zone, now);
  const today = isDay(when, local);
  if (when.hours.length === 0) return today;
  // Hours over midnight belong to the day on which they began.
  const yesterday = isDay(when, dayBefore(local));
  return when.hours.some(([from, to]) =>
    from < to
      ? today && from <= local.minute && local.minute < to
      : (today && local.minute >= from) || (yesterday && local.minute < to),
  );
}

function isDay({ days, holidays }: When, { date, day }: Omit<Local, 'minute'>): boolean {
  if (holidays.includes(date) || holidays.includes(date.slice(5))) return false;
  return days.length === 0 || days.includes(day);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localTime(zone: string, now: Date): Local {
  const format = formats.get(zone) ?? formatOf(zone);
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const date = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  return { date, day: weekday(date), minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
}

const formatOf = (timeZone: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });

function dayBefore({ date }: Local): Omit<Local, 'minute'> {
  const before = new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return { date: before, day: weekday(before) };
}

const weekday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay();
