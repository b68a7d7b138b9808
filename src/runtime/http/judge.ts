// Judge: node:http, which reads every request that is not plain.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { openRoster, type Seat } from '../roster.ts';
import { type Asked, askedOf } from './asked.ts';
import { nothing } from './handle.ts';
import { faultOf, refusalOf, turnAway } from './malformed.ts';
import { keepAliveSeconds } from './print.ts';
import { frame, notAllowed, type Reply, refuse } from './reply.ts';
import type { Service } from './service.ts';

export const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 20_000,
  requestTimeout: 300_000, // a log may come over a slow line
  keepAliveTimeout: keepAliveSeconds * 1000,
  connectionsCheckingInterval: 5000,
};
const stalled = 60_000; // milliseconds without a byte in either direction

/** A server that does not listen: connections are given to it by `emit('connection', socket)`. */
export function judge(service: Service, within = limits): Server {
  const open = openRoster<Exchange>(); // a WeakMap would cost a storm's GETs three times their p99
  const take = (
    request: IncomingMessage,
    response: ServerResponse,
    { wanted = idle, fault = faultOf(request) } = {},
  ) => {
    const exchange: Exchange = { seat: -1, request, response, asked: askedOf(request, wanted), fault };
    open.join(exchange);
    response.on('close', () => open.leave(exchange));
    answer(exchange, service).catch(error => {
      service.broke(error);
      response.destroy();
    });
  };
  const server = createServer({ ...within, requireHostHeader: false }, (request, response) =>
    take(request, response),
  );
  // A client that has said all and only listens gets its answer, as from connection.ts; node's types leave this out.
  Object.assign(server, { httpAllowHalfOpen: true });
  // Who asks first whether to send a body is told to when it is read: a refusal comes without it.
  server.on('checkContinue', (request, response) =>
    take(request, response, { wanted: () => response.writeContinue() }),
  );
  server.on('checkExpectation', (request, response) =>
    take(request, response, { fault: refuse(417, 'an expectation that is not met here') }),
  );
  server.on('connect', ({ method }, socket: Socket) =>
    turnAway(socket, notAllowed('GET, HEAD, PUT'), service, method),
  );
  server.on('clientError', (error, socket: Socket) => {
    const [refusal, exchange] = [refusalOf(error), open.all.find(({ request }) => request.socket === socket)];
    const isBody = exchange?.request.complete === false; // what cannot be read is its request's, which is told of by itself
    if (refusal === undefined || exchange?.response.headersSent || !socket.writable) socket.destroy();
    else turnAway(socket, refusal, isBody ? silent : service);
  });
  server.setTimeout(stalled);
  server.emit('listening'); // it never does, but from then on it keeps a list of its connections and its limits
  return server;
}

/** What gives a paused connection, its bytes put back, to a judge. */
export const givenTo = (server: Server) => (socket: Socket) => {
  if (socket.destroyed) return;
  server.emit('connection', socket);
  socket.resume();
};

const idle = (): void => undefined;
const silent: Pick<Service, 'finished'> = { finished: idle };

interface Exchange extends Seat {
  request: IncomingMessage;
  response: ServerResponse;
  asked: Asked;
  /** it is answered with that */
  fault: Reply | undefined;
}

async function answer({ request, response, asked, fault }: Exchange, service: Service): Promise<void> {
  const started = performance.now();
  // A stop that began meanwhile does not wait for what the client may ask next.
  const { socket } = request;
  response.on('close', () => service.closing() && socket.writable && socket.destroySoon());
  const handled = fault ? { ...nothing, reply: fault } : await service.answer(asked);
  // A body that nobody reads would sit in the connection before the next request.
  if ((!request.readableEnded && !request.complete) || fault || service.closing())
    response.shouldKeepAlive = false;
  const bytes = await send(response, handled.reply, asked.method);
  service.finished(asked, handled, { bytes, ms: performance.now() - started });
}

// Resolves to the number of body bytes.
async function send(response: ServerResponse, reply: Reply, method: string): Promise<number> {
  const { status, length, lines, headers, body } = frame(reply, method);
  const size = length === undefined ? {} : { 'content-length': length };
  response.writeHead(status, { ...size, ...headersIn(lines), ...headers });
  if (body !== undefined && typeof body !== 'string') return stream(body, response);
  response.end(body, 'latin1');
  return body?.length ?? 0;
}

// Each ends with a line break, and its value is behind the first colon.
const headersIn = (lines: string): Record<string, string> =>
  Object.fromEntries(
    [...lines.matchAll(/([^:]*): (.*)\r\n/g)].map(([, name = '', value = '']) => [name, value]),
  );

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
