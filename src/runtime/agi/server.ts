// Server: FastAGI for every call that asks, each under a deadline; a call never waits for another's trouble.

import { createServer, type Server, type Socket } from 'node:net';
import type { Log } from '../log.ts';
import { apps } from './apps/index.ts';
import type { AgiData } from './data.ts';
import type { Env } from './protocol/env.ts';
import { type Ending, openSession, type Session } from './session.ts';

export interface AgiAddress {
  host: string;
  port: number;
}

export interface AgiOptions {
  address: AgiAddress;
  /** asked at each call, so that new tables are taken up between calls */
  data(): AgiData;
  log: Log;
  /** milliseconds that a session may last */
  deadline?: number;
  /** sessions at once; one more ends the oldest */
  most?: number;
}

export interface AgiServer {
  /** where it listens, with the port that port 0 became */
  address: AgiAddress;
  /** lets the calls that are being answered finish */
  stop(): Promise<void>;
}

// Asterisk itself has no read timeout, so this bounds what a stuck peer costs us, not what we cost a call.
const defaultDeadline = 6000;
const defaultMost = 1000;

/** Starts the server; rejects where it cannot listen. */
export async function startAgi(options: AgiOptions): Promise<AgiServer> {
  const sessions: Sessions = { counted: new Map(), resting: new Map() };
  const server = createServer(socket => serve(socket, sessions, options));
  await listening(server, options.address);
  server.on('error', error => options.log({ level: 'error', event: 'agi', message: error.message }));
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : options.address.port;
  return { address: { host: options.address.host, port }, stop: () => closing(server, sessions) };
}

/** Sessions under their deadline, and those whose call is ringing, talking or listening, which have none. */
interface Sessions {
  counted: Map<Socket, Session>;
  resting: Map<Socket, Session>;
}

function serve(socket: Socket, sessions: Sessions, options: AgiOptions): void {
  const { deadline = defaultDeadline, most = defaultMost } = options;
  const wire = {
    write: (text: string) => {
      socket.write(text);
    },
    end: () => socket.destroySoon(),
    rest: (isResting: boolean) => {
      if (isResting === sessions.resting.has(socket)) return;
      clearTimeout(timer);
      if (!isResting) timer = setTimeout(() => session.stop('timeout'), deadline);
      sessions[isResting ? 'counted' : 'resting'].delete(socket);
      sessions[isResting ? 'resting' : 'counted'].set(socket, session);
    },
  };
  const session = openSession({
    wire,
    route: env => apps.get(scriptOf(env))?.(env, options.data()),
    ended: (ending, env) => {
      clearTimeout(timer);
      sessions.counted.delete(socket);
      sessions.resting.delete(socket);
      report(options, ending, env);
    },
  });
  let timer = setTimeout(() => session.stop('timeout'), deadline);
  sessions.counted.set(socket, session);
  socket.on('data', bytes => session.receive(bytes));
  socket.on('error', () => socket.destroy()); // a reset peer; `close` follows
  socket.on('close', () => session.stop('closed'));
  if (sessions.counted.size > most) evictOldest(sessions.counted);
}

// Whoever floods us with silent connections ends its own first.
function evictOldest(sessions: Map<Socket, Session>): void {
  for (const [socket, session] of sessions) {
    session.stop('timeout');
    socket.destroy();
    return;
  }
}

/** `caller-name?x=1` asks for `caller-name`. */
const scriptOf = (env: Env) => env.agi_network_script.replace(/\?.*$/s, '');

function report({ log }: AgiOptions, ending: Ending, env: Env | undefined): void {
  if (!env && ending.kind === 'closed') return; // a health check, not a call
  const { kind, ...rest } = ending;
  const isFine = kind === 'done' || kind === 'closed';
  log({
    level: kind === 'failed' ? 'error' : isFine ? 'info' : 'warn',
    event: 'agi',
    script: env && scriptOf(env),
    ending: kind,
    ...rest,
  });
}

function listening(server: Server, { host, port }: AgiAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog: 511 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

// Asterisk goes on with a Dial whose AGI server is gone, so nobody waits for talks to end.
function closing(server: Server, { resting }: Sessions): Promise<void> {
  const closed = new Promise<void>(resolve => void server.close(() => resolve()));
  for (const session of [...resting.values()]) session.stop('closed');
  return closed;
}
