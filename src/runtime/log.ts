// Log: what happened, one JSON line a record, written off the hot path.

export interface LogRecord {
  level: 'info' | 'warn' | 'error';
  /** what happened, `request`, `reload` … */
  event: string;
  [field: string]: unknown;
}

export type Log = (record: LogRecord) => void;

const flushAfter = 100; // milliseconds
const flushOver = 64 * 1024;

/** A log that gathers lines and writes them together, a moment later; `flush` writes what is left. */
export function jsonLog(stream: NodeJS.WritableStream): Log & { flush(): void } {
  let lines = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (lines !== '') stream.write(lines);
    lines = '';
  };
  const log = (record: LogRecord) => {
    lines += `${JSON.stringify({ time: new Date().toISOString(), ...record })}\n`;
    if (lines.length > flushOver) flush();
    else timer ??= setTimeout(flush, flushAfter);
  };
  return Object.assign(log, { flush });
}

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
