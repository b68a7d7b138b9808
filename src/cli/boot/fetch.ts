// Fetch: one request as a phone sends it. The one place that knows node-fetch.

import { Agent } from 'node:https';
import fetch from 'node-fetch';

export interface Asked {
  method: 'GET' | 'HEAD' | 'PUT';
  url: string;
  userAgent: string;
  headers?: Record<string, string>;
  body?: string;
  tls?: Tls | undefined;
}

/** What a phone shows over TLS, and whom it trusts; PEM. */
export interface Tls {
  cert: Buffer | undefined;
  key: Buffer | undefined;
  /** authorities of servers; undefined for the usual ones */
  ca: Buffer | undefined;
}

export interface Answered {
  /** 0 where there was no answer */
  status: number;
  /** bytes that came, or that a long body promised */
  size: number;
  text: string;
  /** the WWW-Authenticate headers */
  challenges: string[];
  /** why there was no answer */
  failure: string;
}

const patience = 10_000; // milliseconds
const mostRead = 1_000_000; // bytes: firmware is asked for, not taken

/** Asks a server; what goes wrong on the way is an answer, too. */
export async function ask({ method, url, userAgent, headers = {}, body, tls }: Asked): Promise<Answered> {
  const signal = AbortSignal.timeout(patience);
  try {
    const response = await fetch(url, {
      method,
      headers: { 'user-agent': userAgent, ...headers },
      signal,
      redirect: 'manual',
      ...(tls && url.startsWith('https:') && { agent: new Agent(tls) }),
      ...(body !== undefined && { body }),
    });
    const promised = Number(response.headers.get('content-length') ?? 0);
    const bytes = method === 'GET' ? await readStart(response.body) : Buffer.alloc(0);
    return {
      status: response.status,
      size: Math.max(promised, bytes.length),
      text: bytes.toString('utf8'),
      challenges: response.headers.raw()['www-authenticate'] ?? [],
      failure: '',
    };
  } catch (error) {
    return { status: 0, size: 0, text: '', challenges: [], failure: reason(error) };
  }
}

async function readStart(stream: NodeJS.ReadableStream | null): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream ?? []) {
    const bytes = Buffer.from(part);
    parts.push(bytes);
    size += bytes.length;
    if (size > mostRead) break;
  }
  return Buffer.concat(parts);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return `no answer within ${patience / 1000} s`;
  return (
    error.message.replace(/^request to \S+ failed, reason: ?/, '') ||
    String((error as NodeJS.ErrnoException).code)
  ); // node-fetch wraps system errors
}
