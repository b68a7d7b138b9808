// Server: HTTP for phones, with limits on what a client may make us hold.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Log, seldom } from '../log.ts';
import type { LogStore } from '../store/logs.ts';
import { askedOf } from './asked.ts';
import { fileStore } from './files.ts';
import { openGate } from './gate.ts';
import { type Handled, handle, type Parts } from './handle.ts';
import { send } from './reply.ts';
import { uploads } from './uploads.ts';

export interface HttpOptions {
  address: { host: string; port: number };
  dist: Parts['dist'];
  /** where uploads other than logs are kept */
  data: string;
  logs: LogStore;
  firmware: string | undefined;
  log: Log;
}

export interface HttpServer {
  /** with the port that port 0 became */
  address: { host: string; port: number };
  /** stops taking connections and lets requests finish, for ten seconds at most */
  stop(): Promise<void>;
}

const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 20_000,
  requestTimeout: 300_000, // a log may come over a slow line
  keepAliveTimeout: 15_000,
  connectionsCheckingInterval: 5000,
};

/** Starts to listen; rejects with what to do where it cannot. */
export async function startHttp({
  address,
  dist,
  data,
  logs,
  firmware,
  log,
}: HttpOptions): Promise<HttpServer> {
  const parts: Parts = {
    dist,
    files: fileStore(dist),
    uploads: uploads({ folder: data, logs, manifest: () => dist.current().tables.manifest }),
    firmware,
    gate: openGate,
  };
  const notice = noticer(parts, log);
  const server = createServer(limits, (request, response) => {
    answer(request, response, { parts, log, notice }).catch(error => {
      log({ level: 'error', event: 'request-failed', path: request.url, message: String(error) });
      response.destroy();
    });
  });
  await listening(server, address);
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : address.port;
  return { address: { host: address.host, port }, stop: () => stopped(server) };
}

interface Surroundings {
  parts: Parts;
  log: Log;
  notice(handled: Handled, request: IncomingMessage): void;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { parts, log, notice }: Surroundings,
): Promise<void> {
  const started = performance.now();
  const handled = await handle(askedOf(request), parts);
  const { reply, path, mac, phone, target } = handled;
  // A body that nobody reads would sit in the connection before the next request.
  if (!request.readableEnded && !request.complete) response.shouldKeepAlive = false;
  const bytes = await send(request, response, reply);
  const { method, socket, headers } = request;
  log({
    level: reply.status >= 500 ? 'error' : 'info',
    event: 'request',
    method,
    path,
    status: reply.status,
    bytes,
    ms: Math.round((performance.now() - started) * 10) / 10,
    address: socket.remoteAddress,
    userAgent: headers['user-agent'],
    ...(mac && { mac }),
    ...(phone && { model: `${phone.pack}/${phone.model}`, version: phone.version }),
    ...(reply.reason && { reason: reply.reason }),
  });
  if (target !== 'none') notice(handled, request);
}

// What an admin should hear of, once a minute and phone: a phone of another model than git says, or one that no pack knows.
function noticer({ dist }: Parts, log: Log): Surroundings['notice'] {
  const say = seldom(log);
  return ({ mac, phone, target }, { socket, headers }) => {
    const { remoteAddress: address } = socket;
    const userAgent = headers['user-agent'] ?? '';
    if (target === 'unclaimed')
      say(`unclaimed ${mac || address}`, { level: 'warn', event: 'unclaimed', mac, address, userAgent });
    const expected = dist.current().tables.phones.get(mac);
    const actual = phone && `${phone.pack}/${phone.model}`;
    if (expected === undefined || actual === undefined || expected === actual) return;
    say(`model ${mac}`, { level: 'warn', event: 'other-model', mac, inventory: expected, userAgent: actual });
  };
}

function listening(server: Server, { host, port }: HttpOptions['address']): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const busy =
        error.code === 'EADDRINUSE'
          ? 'is in use by another program; stop it or choose another address with --http'
          : error.message;
      reject(new Error(`http://${host}:${port} ${busy}`));
    });
    server.listen({ host, port }, () => resolve());
  });
}

function stopped(server: Server): Promise<void> {
  return new Promise(resolve => {
    const hurry = setTimeout(() => server.closeAllConnections(), 10_000);
    server.close(() => {
      clearTimeout(hurry);
      resolve();
    });
    server.closeIdleConnections();
  });
}
