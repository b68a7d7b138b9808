// Plain: the request that nearly every phone sends, read strictly. Whatever is unusual is left to node:http.

import { ownText } from '../ownText.ts';
import { isHost } from './host.ts';

/** A GET or HEAD without a body, whole. */
export interface PlainRequest extends HeaderLines {
  method: 'GET' | 'HEAD';
  target: string;
  /** where it ends in the text */
  end: number;
}

/** Header lines, read. Requests that say the same share them. */
export interface HeaderLines {
  /** a value by its name in lower case; no name came twice */
  header(name: string): string | undefined;
  /** whether the client wants to ask more on this connection */
  keepAlive: boolean;
}

const longestHead = 8 * 1024;
const requestLine = /(GET|HEAD) (\/[!-"$-~]*) HTTP\/1\.([01])\r\n/y;
const headerLine = /([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(?:([!-~](?:[\t -~]*[!-~])?)[ \t]*)?\r\n/y;

// What announces a body, another protocol or more to come.
const unusual = new Set(['content-length', 'transfer-encoding', 'upgrade', 'expect', 'trailer', 'te']);

/**
 * Reads the request that `text` starts with (one character a byte). Undefined where it is not whole or not
 * plain; that says nothing about whether it is right.
 */
export function readPlain(text: string): PlainRequest | undefined {
  const close = text.indexOf('\r\n\r\n');
  if (close < 0 || close > longestHead) return undefined;
  requestLine.lastIndex = 0;
  const [, method, target, minor] = requestLine.exec(text) ?? [];
  if (target === undefined) return undefined;
  const lines = known(text.slice(requestLine.lastIndex, close + 2), minor === '1' ? later : first);
  if (!lines) return undefined;
  const { header, keepAlive } = lines;
  return { method: method === 'HEAD' ? 'HEAD' : 'GET', target, header, keepAlive, end: close + 4 };
}

const mostKnown = 500;
const longestKnown = 512;
const [first, later] = [new Map<string, HeaderLines>(), new Map<string, HeaderLines>()]; // HTTP/1.0, HTTP/1.1

// Secrets, and what is another with each request.
const passing = /^(?:authorization|cookie|if-|range)/im;

// Phones of a model say the same lines each time: reading them costs more than all look-ups.
function known(text: string, before: Map<string, HeaderLines>): HeaderLines | undefined {
  const found = before.get(text);
  if (found) return found;
  const headers = readHeaders(text);
  const host = headers?.get('host');
  if (!headers || !host || !isHost(host)) return undefined;
  const keepAlive = keepsAlive(headers.get('connection'), before === later);
  if (keepAlive === undefined) return undefined;
  if (text.length > longestKnown || passing.test(text))
    return { header: name => headers.get(name), keepAlive };
  for (const [name, value] of headers) headers.set(name, ownText(value));
  const lines = { header: (name: string) => headers.get(name), keepAlive };
  if (before.size >= mostKnown) before.clear();
  before.set(ownText(text), lines);
  return lines;
}

function readHeaders(text: string): Map<string, string> | undefined {
  const headers = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    headerLine.lastIndex = at;
    const found = headerLine.exec(text);
    if (!found) return undefined;
    const name = (found[1] ?? '').toLowerCase();
    if (unusual.has(name) || headers.has(name)) return undefined;
    headers.set(name, found[2] ?? '');
    at = headerLine.lastIndex;
  }
  return headers;
}

function keepsAlive(connection: string | undefined, byDefault: boolean): boolean | undefined {
  if (connection === undefined) return byDefault;
  const wish = connection.toLowerCase();
  if (wish === 'close') return false;
  return wish === 'keep-alive' && byDefault ? true : undefined;
}
