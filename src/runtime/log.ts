// Log: what happened, one JSON line a record, written off the hot path.

import { write } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

export interface LogRecord {
  level: 'info' | 'warn' | 'error';
  /** what happened, `request`, `reload` … */
  event: string;
  [field: string]: unknown;
}

export type Log = (record: LogRecord) => void;

const flushAfter = 100; // milliseconds
const flushOver = 64 * 1024;
const mostWaiting = 8 * 1024 * 1024; // characters, while whoever reads our output is slow

/**
 * A log that gathers lines and writes them to an open file a moment later, without waiting for it; `flush` resolves when
 * all is written. Where the reader cannot keep up, records are dropped, and the next line that gets through says how many.
 */
export function jsonLog(file: number): Log & { flush(): Promise<void> } {
  let lines = '';
  let dropped = 0;
  let writing = false;
  let timer: NodeJS.Timeout | undefined;

  const send = () => {
    clearTimeout(timer);
    timer = undefined;
    if (lines === '' || writing) return;
    const bytes = Buffer.from(lines);
    lines = '';
    writing = true;
    writeAll(file, bytes, () => {
      writing = false;
      if (lines.length > flushOver) send();
      else if (lines !== '') timer ??= setTimeout(send, flushAfter);
    });
  };
  const log = (record: LogRecord) => {
    if (lines.length > mostWaiting) {
      dropped++;
      return;
    }
    if (dropped > 0) lines += print({ level: 'warn', event: 'log-dropped', records: dropped });
    dropped = 0;
    lines += print(record);
    if (lines.length > flushOver && !writing) send();
    else timer ??= setTimeout(send, flushAfter);
  };
  const flush = async () => {
    for (send(); writing || lines !== ''; send()) await wait(1);
  };
  return Object.assign(log, { flush });
}

// A pipe may take less than it is given, or nothing for a while.
function writeAll(file: number, bytes: Buffer, done: () => void): void {
  write(file, bytes, (error, written) => {
    if (error?.code === 'EAGAIN') setTimeout(() => writeAll(file, bytes, done), 10);
    else if (error || written === bytes.length) done();
    else writeAll(file, bytes.subarray(written), done);
  });
}

const plain = /^[ !#-[\]-~]*$/; // needs no escape in JSON

/** A record as one line of JSON, with the time first; fields that are undefined are left out. */
export function print(record: LogRecord): string {
  let line = `{"time":"${timeNow()}"`;
  for (const name in record) {
    const value = record[name];
    if (value === undefined) continue;
    line += `,"${name}":${typeof value === 'string' && plain.test(value) ? `"${value}"` : JSON.stringify(value)}`;
  }
  return `${line}}\n`;
}

let printedAt = 0;
let printed = '';

function timeNow(): string {
  const now = Date.now();
  if (now !== printedAt) {
    printedAt = now;
    printed = new Date(now).toISOString();
  }
  return printed;
}
