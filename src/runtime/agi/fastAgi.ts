// FastAGI: calls over TCP, each under its own clock; no call waits for another's trouble.

import { createServer, type Server, type Socket } from 'node:net';
import { openRoster, type Roster, type Seat } from '../roster.ts';
import type { Env } from './protocol/env.ts';
import { openSession, type Session } from './session.ts';
import type { Ending, Talk, Trace } from './talk.ts';

export interface AgiAddress {
  host: string;
  /** 0 for any free one */
  port: number;
}

export interface FastAgiOptions {
  address: AgiAddress;
  route(env: Env): Talk | undefined;
  trace?: Trace | undefined;
  ended(ending: Ending, env: Env | undefined): void;
  /** trouble with listening, which goes on */
  troubled(error: Error): void;
  /** milliseconds that a call may wait for us in all; what Asterisk plays, dials or records does not count */
  deadline: number;
  /** milliseconds for the env, which Asterisk sends at once */
  handshake: number;
  /** connections at once; one more ends the oldest that is idle */
  most: number;
}

export interface FastAgi {
  /** where it listens, with the port that port 0 became */
  address: AgiAddress;
  /** lets the calls that are being answered finish */
  stop(): Promise<void>;
}

interface Connection extends Seat {
  socket: Socket;
  session: Session;
  isCall: boolean;
  /** when it was accepted, milliseconds */
  since: number;
  /** when the time is up, milliseconds; `left` of it while Asterisk is busy for the caller */
  due: number;
  left: number | undefined;
}

interface Floor extends FastAgiOptions {
  connections: Roster<Connection>;
}

const lookEvery = 50; // milliseconds

/** Starts listening; rejects where it cannot. */
export async function startFastAgi(options: FastAgiOptions): Promise<FastAgi> {
  const floor: Floor = { ...options, connections: openRoster() };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, socket => accept(socket, floor));
  await listening(server, options.address);
  server.on('error', options.troubled);
  const clock = setInterval(() => endOverdue(floor), lookEvery);
  clock.unref();
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : options.address.port;
  const stop = async () => {
    const closed = closing(server);
    endBusy(floor);
    await closed;
    clearInterval(clock);
  };
  return { address: { host: options.address.host, port }, stop };
}

function accept(socket: Socket, floor: Floor): void {
  const { connections } = floor;
  const session = openSession({
    wire: {
      write: text => void socket.write(text),
      // All is out already as a rule, and Asterisk has said all it had to say: no need to wait for its farewell.
      end: () => void (socket.writableLength === 0 ? socket.destroy() : socket.destroySoon()),
    },
    route: env => {
      connection.isCall = true;
      connection.due += floor.deadline - floor.handshake;
      return floor.route(env);
    },
    trace: floor.trace,
    busy: isBusy => setBusy(connection, isBusy),
    ended: (ending, env) => {
      connections.leave(connection);
      floor.ended(ending, env);
    },
  });
  const since = performance.now();
  const due = since + floor.handshake;
  const connection: Connection = { socket, session, isCall: false, since, due, left: undefined, seat: -1 };
  connections.join(connection);
  socket.on('data', session.receive);
  socket.on('end', () => session.stop('closed'));
  socket.on('error', () => socket.destroy()); // a reset peer; `close` follows
  socket.on('close', () => session.stop('closed'));
  if (connections.all.length > floor.most) makeRoom(floor);
}

function setBusy(connection: Connection, isBusy: boolean): void {
  const now = performance.now();
  if (isBusy) {
    connection.left = connection.due - now;
    connection.due = Number.POSITIVE_INFINITY;
    connection.socket.setKeepAlive(true, 60_000); // a machine that died in mid-call must not stay for ever
  } else {
    connection.due = now + (connection.left ?? 0);
    connection.left = undefined;
  }
}

function endOverdue({ connections }: Floor): void {
  const now = performance.now();
  for (const connection of connections.all.filter(({ due }) => due <= now)) end(connection);
}

// Asterisk goes on with a Dial whose server is gone, so nobody waits for talks to end.
function endBusy({ connections }: Floor): void {
  for (const { session, left } of [...connections.all]) if (left !== undefined) session.stop('closed');
}

// Whoever floods us with silent connections ends its own first. The newcomer is silent, too: no call is ended for it.
function makeRoom({ connections }: Floor): void {
  const silent = connections.all.filter(({ isCall }) => !isCall);
  end(silent.reduce((oldest, one) => (one.since < oldest.since ? one : oldest)));
}

function end({ session, socket }: Connection): void {
  session.stop('timeout');
  socket.destroySoon();
}

function listening(server: Server, { host, port }: AgiAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // Node takes one connection a turn: a burst waits in the kernel's queue, where one that is full costs a caller seconds.
    server.listen({ host, port, backlog: 4096 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

const closing = (server: Server) => new Promise<void>(resolve => void server.close(() => resolve()));
