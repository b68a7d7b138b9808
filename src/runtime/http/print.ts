// Print: a reply's status line and headers as text, in the form that node:http gives them.

import { STATUS_CODES } from 'node:http';
import type { Framed } from './reply.ts';

/** Seconds that a connection may wait for its next request. */
export const keepAliveSeconds = 15;

const keepAliveLines = `Connection: keep-alive\r\nKeep-Alive: timeout=${keepAliveSeconds}\r\n\r\n`;
const closeLines = 'Connection: close\r\n\r\n';

/** The head of a reply, with the empty line that ends it. Values are ours: no line break gets into one. */
export function printHead({ status, length, headers }: Framed, keepAlive: boolean): string {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}\r\n`;
  if (length !== undefined) head += `content-length: ${length}\r\n`;
  for (const name in headers) {
    const value = headers[name];
    if (Array.isArray(value)) for (const one of value) head += headerLine(name, one);
    else if (value !== undefined) head += headerLine(name, value);
  }
  return `${head}Date: ${dateNow()}\r\n${keepAlive ? keepAliveLines : closeLines}`;
}

const forbidden = /[^\t\x20-\x7e\x80-\xff]/;

function headerLine(name: string, value: string | number): string {
  if (typeof value === 'string' && forbidden.test(value))
    throw new Error(`the header ${name} holds ${JSON.stringify(value)}`);
  return `${name}: ${value}\r\n`;
}

const dateNow = () => httpDate(Math.floor(Date.now() / 1000) * 1000);

const printed = new Map<number, string>();

/** A time, whole seconds in milliseconds, as HTTP writes it. Printing costs more than all the rest of a head, so each is printed once. */
export function httpDate(time: number): string {
  const known = printed.get(time);
  if (known !== undefined) return known;
  if (printed.size > 1000) printed.clear();
  const text = new Date(time).toUTCString();
  printed.set(time, text);
  return text;
}
