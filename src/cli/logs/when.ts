// When: `2h` ago, or a day, or a day and a time.

const units: Record<string, number> = { s: 1e3, m: 60e3, h: 3_600e3, d: 86_400e3, w: 604_800e3 };

/** Milliseconds since 1970 of `90s`, `30m`, `2h`, `7d`, `2w` before `now`, or of a date as this machine's clock has it. */
export function readWhen(text: string, now: number): number | undefined {
  const [, number, unit = ''] = /^(\d{1,6})([smhdw])$/.exec(text) ?? [];
  if (number !== undefined) return now - Number(number) * (units[unit] ?? 0);
  if (!/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$/.test(text)) return undefined;
  const time = Date.parse(text.length === 10 ? `${text}T00:00` : text.replace(' ', 'T'));
  return Number.isNaN(time) ? undefined : time;
}
