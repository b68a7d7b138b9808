// Server: the admin's listener. It shows and changes nothing; whoever reaches its address may read it.

import { createServer } from 'node:http';
import { listening } from '../http/listening.ts';
import { page } from './pages.ts';
import type { Status } from './status.ts';

export interface AdminServer {
  /** with the port that port 0 became */
  address: { host: string; port: number };
  stop(): Promise<void>;
}

const limits = { headersTimeout: 10_000, requestTimeout: 10_000, connectionsCheckingInterval: 2000 };

/** Starts to listen; rejects with what to do where it cannot. */
export async function startAdmin(
  address: { host: string; port: number },
  status: Status,
): Promise<AdminServer> {
  const server = createServer(limits, ({ method, url = '/' }, response) => {
    const [path = '', query = ''] = url.split('?', 2);
    const reads = method === 'GET' || method === 'HEAD';
    const found = reads ? page(path, new URLSearchParams(query), status) : undefined;
    const { status: code, type, body } = found ?? refusal(reads);
    response.writeHead(code, {
      ...headers,
      ...(reads ? {} : { allow: 'GET, HEAD' }),
      'content-type': type,
      'content-length': Buffer.byteLength(body),
    });
    response.end(method === 'HEAD' ? undefined : body);
  });
  server.maxConnections = 256;
  const bound = await listening(server, address, '--admin');
  const stop = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { address: bound, stop };
}

const headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
};

const refusal = (reads: boolean) => ({
  status: reads ? 404 : 405,
  type: 'text/plain; charset=utf-8',
  body: reads ? 'not found\n' : 'this listener only shows\n',
});
