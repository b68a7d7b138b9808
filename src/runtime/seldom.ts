// Seldom: the same thing said once a minute, so that a flood does not become one of ours.

import type { Log, LogRecord } from './log.ts';

/** A log that says each thing once a minute: `key` tells the things apart. */
export function seldom(log: Log, now: () => number = Date.now): (key: string, record: LogRecord) => void {
  const said = new Map<string, number>();
  return (key, record) => {
    const time = now();
    if (time - (said.get(key) ?? Number.NEGATIVE_INFINITY) < 60_000) return;
    if (said.size > 10_000) said.clear(); // a flood of keys may make us repeat ourselves, but not grow
    said.set(key, time);
    log(record);
  };
}
