// Log: what happened, one JSON line a record, written off the hot path.

import { write } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { quoted } from './quoted.ts';
import { isRequest, printRequest } from './requestRecord.ts';

export interface LogRecord {
  level: 'info' | 'warn' | 'error';
  /** what happened, `request`, `reload` … */
  event: string;
  [field: string]: unknown;
}

export type Log = (record: LogRecord) => void;

const flushAfter = 100; // milliseconds
const blockSize = 64 * 1024;
const mostWaiting = 8 * 1024 * 1024; // bytes, while whoever reads our output is slow

/**
 * A log that gathers lines and writes them to an open file a moment later, without waiting for it; `flush` resolves when
 * all is written. Where the reader cannot keep up, records are dropped, and the next line that gets through says how many.
 */
export function jsonLog(file: number): Log & { flush(): Promise<void> } {
  const full: Buffer[] = [];
  let [block, used] = [Buffer.allocUnsafeSlow(blockSize), 0];
  let [waiting, dropped, writing] = [0, 0, false];
  let timer: NodeJS.Timeout | undefined;

  // Lines are ASCII. Each is copied at once: as strings, half-printed, they would be a burden for the collector.
  const put = (line: string) => {
    if (line.length > block.length - used) turnOver(line.length);
    used += block.write(line, used, 'latin1');
    waiting += line.length;
  };
  const turnOver = (least: number) => {
    if (used > 0) full.push(block.subarray(0, used));
    [block, used] = [Buffer.allocUnsafeSlow(Math.max(blockSize, least)), 0];
  };
  const send = () => {
    clearTimeout(timer);
    timer = undefined;
    if (writing || waiting === 0) return;
    if (full.length === 0) turnOver(0);
    const bytes = full.shift() ?? none;
    writing = true;
    writeAll(file, bytes, () => {
      writing = false;
      waiting -= bytes.length;
      if (full.length > 0) send();
      else if (waiting > 0) timer ??= setTimeout(send, flushAfter);
    });
  };
  const log = (record: LogRecord) => {
    if (waiting > mostWaiting) {
      dropped++;
      return;
    }
    if (dropped > 0) put(print({ level: 'warn', event: 'log-dropped', records: dropped }));
    dropped = 0;
    put(print(record));
    if (full.length > 0) send();
    else timer ??= setTimeout(send, flushAfter);
  };
  const flush = async () => {
    for (send(); waiting > 0; send()) await wait(1);
  };
  return Object.assign(log, { flush });
}

const none = Buffer.alloc(0);

// A pipe may take less than it is given, or nothing for a while.
function writeAll(file: number, bytes: Buffer, done: () => void): void {
  write(file, bytes, (error, written) => {
    if (error?.code === 'EAGAIN') setTimeout(() => writeAll(file, bytes, done), 10);
    else if (error || written === bytes.length) done();
    else writeAll(file, bytes.subarray(written), done);
  });
}

/** A record as one line of JSON, with the time first; fields that are undefined are left out. */
export function print(record: LogRecord): string {
  if (isRequest(record)) return `{"time":"${timeNow()}",${printRequest(record)}}\n`;
  let line = `{"time":"${timeNow()}"`;
  for (const name in record) {
    const value = record[name];
    if (value !== undefined) line += `,"${name}":${quoted(value)}`;
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
