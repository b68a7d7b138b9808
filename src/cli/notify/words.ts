// Words: what the command line says of addresses, paces and times.

import { usageError } from '../usage.ts';

/** `127.0.0.1:5038` or `[::1]:5038`. */
export function hostAndPort(text: string, flag: string): { host: string; port: number } {
  const [, host = '', port = ''] = /^(\[[^\]]+\]|[^:\s]+):(\d{1,5})$/.exec(text) ?? [];
  if (host === '' || Number(port) > 65_535)
    throw usageError(`${flag} wants HOST:PORT, for example 127.0.0.1:5038; got "${text}"`);
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

/** Milliseconds between two NOTIFYs of `5/s` or `30/m`. */
export function pauseOf(rate: string): number {
  const [, number = '', unit = ''] = /^(\d{1,4})\/([sm])$/.exec(rate) ?? [];
  if (Number(number) < 1)
    throw usageError(`--rate wants a number a second or minute, for example 5/s; got "${rate}"`);
  return (unit === 's' ? 1000 : 60_000) / Number(number);
}

const seconds: Record<string, number> = { s: 1, m: 60, h: 3600 };

/** Seconds of `30s`, `10m` or `1h`. */
export function duration(text: string, flag: string): number {
  const [, number = '', unit = ''] = /^(\d{1,5})([smh])$/.exec(text) ?? [];
  if (Number(number) < 1) throw usageError(`${flag} wants a time, for example 10m; got "${text}"`);
  return Number(number) * (seconds[unit] ?? 1);
}
