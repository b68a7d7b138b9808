// Reply: what a request gets, as a value, and what of it goes over the wire.

import type { OutgoingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

export interface Reply {
  status: number;
  headers?: OutgoingHttpHeaders;
  /** more of them, printed already: each with its line break */
  lines?: string;
  /** a string is bytes, one character each */
  body?: string | Readable;
  /** for the log: why it is not what was hoped for */
  reason?: string;
}

/** Refusals are small: phones ask for a dozen files that are not there in a healthy boot. */
export const notFound: Reply = { status: 404, body: 'not found\n' };

export const notAllowed = (allow: string): Reply => ({
  status: 405,
  headers: { allow },
  body: 'method not allowed\n',
});

export const refuse = (status: number, reason: string): Reply => ({ status, body: `${reason}\n`, reason });

/** A reply as it goes over the wire. The body is undefined where none is to be sent. */
export interface Framed {
  status: number;
  /** of the body as GET gets it, where it is known and the headers do not say it */
  length: number | undefined;
  lines: string;
  headers: OutgoingHttpHeaders;
  body: string | Readable | undefined;
}

const none: OutgoingHttpHeaders = {};

/** What goes over the wire in answer to `method`: no body for HEAD, and none with a status that has none. */
export function frame({ status, headers = none, lines = '', body = '' }: Reply, method: string): Framed {
  const hasNone = status === 304 || status === 204;
  const silent = method === 'HEAD' || hasNone;
  if (typeof body !== 'string') {
    if (silent) body.destroy();
    return { status, length: undefined, lines, headers, body: silent ? undefined : body };
  }
  const length = hasNone || headers['content-length'] !== undefined ? undefined : body.length;
  return { status, length, lines, headers, body: silent || body === '' ? undefined : body };
}
