// Connection: one client's socket. Plain requests are answered in turn, anything else goes to node:http.

import type { Socket } from 'node:net';
import type { Seat } from '../roster.ts';
import { type Asked, addressOf, certificateOf, noBody, tlsOf } from './asked.ts';
import { type PlainRequest, readPlain } from './plain.ts';
import { frame } from './reply.ts';
import type { Service } from './service.ts';
import { type Maybe, then } from './then.ts';
import { write } from './write.ts';

export interface Connection extends Seat {
  socket: Socket;
  address: string;
  secure: boolean;
  certificate: Asked['certificate'];
  /** bytes that came and are not read yet, one character each */
  unread: string;
  busy: boolean;
  /** no request was answered yet */
  fresh: boolean;
  /** the client will send no more */
  ended: boolean;
  /** when it began to wait, by performance.now() */
  since: number;
}

export interface Around {
  service: Service;
  /** gets a connection whose next bytes are no plain request; they are back in its socket, which is paused */
  handOver(socket: Socket): void;
  /** this connection is no longer one of ours */
  left(connection: Connection): void;
}

const mostUnread = 64 * 1024;

/** Begins to read; the socket must allow half-open. */
export function openConnection(socket: Socket, around: Around): Connection {
  const connection: Connection = {
    seat: -1,
    socket,
    address: addressOf(socket),
    secure: tlsOf(socket) !== undefined,
    certificate: () => certificateOf(socket),
    unread: '',
    busy: false,
    fresh: true,
    ended: false,
    since: performance.now(),
  };
  const data = (bytes: Buffer) => {
    connection.unread += bytes.toString('latin1');
    if (!connection.busy) work(connection, leave, around.service);
    else if (connection.unread.length > mostUnread) socket.pause();
  };
  const end = () => {
    connection.ended = true;
    if (!connection.busy) socket.destroy();
  };
  const leave = () => {
    socket.off('data', data).off('end', end);
    around.left(connection);
    giveBack(connection, around);
  };
  socket.on('data', data).on('end', end);
  socket.on('error', nobody);
  return connection;
}

const nobody = () => undefined; // it closes; there is nobody to tell

// Answers what is there, request by request; a client's replies come in the order of its requests.
async function work(connection: Connection, leave: () => void, service: Service): Promise<void> {
  const { socket } = connection;
  connection.busy = true;
  try {
    for (let request = next(connection); request; request = next(connection)) {
      const keepAlive = request.keepAlive && !service.closing();
      const answered = answer(connection, request, { service, keepAlive });
      if (answered instanceof Promise) await answered;
      if (!keepAlive || socket.destroyed) return;
    }
  } catch (error) {
    service.broke(error);
    socket.destroy();
    return;
  }
  connection.busy = false;
  connection.since = performance.now();
  if (service.closing())
    socket.destroySoon(); // a stop that began meanwhile does not wait for what comes next
  else if (connection.unread !== '') leave();
  else if (connection.ended) socket.destroySoon();
  else if (socket.isPaused()) socket.resume();
}

function next(connection: Connection): PlainRequest | undefined {
  const request = connection.unread === '' ? undefined : readPlain(connection.unread);
  if (request) {
    connection.unread = connection.unread.slice(request.end);
    connection.fresh = false;
  }
  return request;
}

function answer(
  { socket, address, secure, certificate }: Connection,
  { method, target, header }: PlainRequest,
  { service, keepAlive }: { service: Service; keepAlive: boolean },
): Maybe<void> {
  const started = performance.now();
  const asked: Asked = {
    method,
    target,
    header,
    address,
    secure,
    certificate,
    body: noBody,
  };
  return then(service.answer(asked), handled =>
    then(write(socket, frame(handled.reply, method), keepAlive), bytes =>
      service.finished(asked, handled, { bytes, ms: performance.now() - started }),
    ),
  );
}

function giveBack({ socket, unread, ended }: Connection, { handOver }: Around): void {
  if (ended) {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'); // half a request, and no more to come
    return;
  }
  socket.pause();
  socket.unshift(Buffer.from(unread, 'latin1'));
  handOver(socket);
}
