// Plain: the request that nearly every phone sends, read strictly. Whatever is unusual is left to node:http.

/** A GET or HEAD without a body, whole. */
export interface PlainRequest {
  method: 'GET' | 'HEAD';
  target: string;
  /** by name in lower case; no name came twice */
  headers: Map<string, string>;
  /** whether the client wants to ask more on this connection */
  keepAlive: boolean;
  /** where it ends in the text */
  end: number;
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
  const headers = readHeaders(text, requestLine.lastIndex, close + 2);
  if (!headers?.get('host')) return undefined;
  const keepAlive = keepsAlive(headers.get('connection'), minor === '1');
  if (keepAlive === undefined) return undefined;
  return { method: method === 'HEAD' ? 'HEAD' : 'GET', target, headers, keepAlive, end: close + 4 };
}

function readHeaders(text: string, from: number, end: number): Map<string, string> | undefined {
  const headers = new Map<string, string>();
  let at = from;
  while (at < end) {
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
