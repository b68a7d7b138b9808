// Reply: what a request gets, as a value; one place turns it into bytes on the socket.

import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';

export interface Reply {
  status: number;
  headers?: OutgoingHttpHeaders;
  body?: Buffer | string | Readable;
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

/** Sends a reply; resolves to the number of body bytes. */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
): Promise<number> {
  const { status, headers = {}, body = '' } = reply;
  if (typeof body === 'string' || Buffer.isBuffer(body))
    return sendWhole(request, response, { status, headers, body });
  response.writeHead(status, headers);
  if (request.method === 'HEAD') {
    body.destroy();
    response.end();
    return 0;
  }
  return stream(body, response);
}

function sendWhole(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Required<Pick<Reply, 'status' | 'headers'>> & { body: Buffer | string },
): number {
  const length = status === 304 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...length, ...headers });
  const silent = request.method === 'HEAD' || status === 304 || status === 204;
  response.end(silent ? undefined : body);
  return silent ? 0 : Buffer.byteLength(body);
}

function stream(body: Readable, response: ServerResponse): Promise<number> {
  return new Promise(resolve => {
    let sent = 0;
    body.on('data', (chunk: Buffer) => {
      sent += chunk.length;
    });
    body.on('error', () => response.destroy()); // a length was promised that cannot be kept
    response.on('close', () => {
      body.destroy();
      resolve(sent);
    });
    body.pipe(response);
  });
}
