// Print: a reply's status line and headers as text, in the form that node:http gives them.

import { STATUS_CODES } from 'node:http';
import type { Framed } from './reply.ts';

/** Seconds that a connection may wait for its next request. */
export const keepAliveSeconds = 15;

const keepAliveLines = `Connection: keep-alive\r\nKeep-Alive: timeout=${keepAliveSeconds}\r\n\r\n`;
const closeLines = 'Connection: close\r\n\r\n';

/** The head of a reply, with the empty line that ends it. Values are ours: no line break gets into one. */
export function printHead({ status, length, lines, headers }: Framed, keepAlive: boolean): string {
  const start = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}\r\n`;
  const size = length === undefined ? '' : `content-length: ${length}\r\n`;
  return start + size + lines + printHeaders(headers) + ending(keepAlive);
}

function printHeaders(headers: Framed['headers']): string {
  let text = '';
  for (const name in headers) {
    const value = headers[name];
    if (Array.isArray(value)) for (const one of value) text += headerLine(name, one);
    else if (value !== undefined) text += headerLine(name, value);
  }
  return text;
}

/** A header as a line. */
export function headerLine(name: string, value: string | number): string {
  if (typeof value === 'string' && forbidden.test(value))
    throw new Error(`the header ${name} holds ${JSON.stringify(value)}`);
  return `${name}: ${value}\r\n`;
}

const forbidden = /[^\t\x20-\x7e\x80-\xff]/;

const endings = { at: 0, keepAlive: '', close: '' };

// The same for all replies of a second.
function ending(keepAlive: boolean): string {
  const now = Math.floor(Date.now() / 1000);
  if (now !== endings.at) {
    const date = `Date: ${httpDate(now * 1000)}\r\n`;
    endings.at = now;
    endings.keepAlive = date + keepAliveLines;
    endings.close = date + closeLines;
  }
  return keepAlive ? endings.keepAlive : endings.close;
}

const printed = new Map<number, string>();

/** A time, whole seconds in milliseconds, as HTTP writes it. Printing costs more than all the rest of a head, so each is printed once. */
export function httpDate(time: number): string {
  const second = Math.floor(time / 1000); // a small integer is found sooner
  const known = printed.get(second);
  if (known !== undefined) return known;
  if (printed.size > 1000) printed.clear();
  const text = new Date(time).toUTCString();
  printed.set(second, text);
  return text;
}
