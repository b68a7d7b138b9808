// Quantity: durations and sizes as people write them, `30d`, `60m`, `20MB`.

const seconds: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };
const bytes: Record<string, number> = { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9 };

/** Seconds of `20s`, `60m`, `12h` or `30d`; the schema has seen to its form. */
export function durationSeconds(text: string): number {
  const [, number = '0', unit = 's'] = /^(\d+)\s*([smhd])$/.exec(text) ?? [];
  return Number(number) * (seconds[unit] ?? 1);
}

/** Bytes of `20MB`. */
export function sizeBytes(text: string): number {
  const [, number = '0', unit = 'B'] = /^(\d+)\s*([kKMG]?B)$/.exec(text) ?? [];
  return Number(number) * (bytes[unit] ?? 1);
}

/** A time of day some minutes later, `01:00` and 90 give `02:30`. */
export function laterTime(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const sum = (hour * 60 + minute + minutes) % 1440;
  return `${String(Math.floor(sum / 60)).padStart(2, '0')}:${String(sum % 60).padStart(2, '0')}`;
}
