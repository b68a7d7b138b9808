// Hours: days, hours and holidays as people write them, `mon-fri`, `08:00-17:00`, `2026-12-25`.

const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The days of `mon-fri` or `sat,sun`, 0 for Sunday; undefined where it says none. */
export function readDays(text: string): number[] | undefined {
  const days = text.split(',').map(readSpan);
  return days.includes(undefined) ? undefined : [...new Set(days.flatMap(span => span ?? []))].sort();
}

function readSpan(text: string): number[] | undefined {
  const [from = '', to = from, ...more] = text
    .trim()
    .toLowerCase()
    .split(/\s*-\s*/);
  const [first, last] = [names.indexOf(from), names.indexOf(to)];
  if (first === -1 || last === -1 || more.length > 0) return undefined;
  // fri-mon goes over the end of the week
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => (first + index) % 7);
}

/** Minutes since midnight of `08:00-17:00`; undefined where it is no span of a day. */
export function readHours(text: string): [from: number, to: number] | undefined {
  const [, ...parts] = /^\s*(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)\s*$/.exec(text) ?? [];
  const [fromHour = 99, fromMinute = 0, toHour = 99, toMinute = 0] = parts.map(Number);
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  const isSound = fromMinute < 60 && toMinute < 60 && from < 1440 && to <= 1440 && from !== to;
  return isSound ? [from, to] : undefined;
}

/** Whether there is such a day: `2026-12-25`, or `12-25` in every year. */
export function isHoliday(text: string): boolean {
  const [, year = '2024', month = '', day = ''] = /^(?:(\d{4})-)?(\d\d)-(\d\d)$/.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === `${month}-${day}`;
}

/** What may be one or a list of them, as a list. */
export const listed = (written: string | string[] | undefined): string[] =>
  written === undefined ? [] : Array.isArray(written) ? written : [written];
