// Server: HTTP for phones, with limits on what a client may make us hold.

import { createServer, type Socket } from 'node:net';
import type { Log, LogRecord } from '../log.ts';
import { seldom } from '../seldom.ts';
import type { LogStore } from '../store/logs.ts';
import { connections } from './connections.ts';
import type { Gate } from './gate.ts';
import type { Parts } from './handle.ts';
import { givenTo, judge } from './judge.ts';
import { type Address, listening } from './listening.ts';
import { service, type Witness } from './service.ts';
import { uploads } from './uploads.ts';
import { whenQuiet } from './whenQuiet.ts';

export interface HttpOptions {
  address: Address;
  dist: Parts['dist'];
  /** where uploads other than logs are kept */
  data: string;
  logs: LogStore;
  firmware: string | undefined;
  gate: Gate;
  log: Log;
  /** are told of each request */
  witnesses: Witness[];
}

export interface HttpServer {
  /** with the port that port 0 became */
  address: { host: string; port: number };
  /** answers on a connection that somebody else accepted, over TLS for example; it must allow half-open */
  take(socket: Socket): void;
  /** that are open */
  connections(): number;
  /** stops taking connections and lets requests finish, for ten seconds at most */
  stop(): Promise<void>;
}

const mostConnections = 16_384;
const backlog = 4096; // a building's phones ask within the same second after a power cut
const patience = 10_000; // milliseconds

const crowded: LogRecord = {
  level: 'warn',
  event: 'refused',
  reason: `more than ${mostConnections} connections: whoever waited longest was sent away`,
};

/** Starts to listen; rejects with what to do where it cannot. */
export async function startHttp({
  address,
  dist,
  data,
  logs,
  firmware,
  gate,
  log,
  witnesses,
}: HttpOptions): Promise<HttpServer> {
  const parts: Parts = {
    dist,
    uploads: uploads({ folder: data, logs, manifest: () => dist.current().tables.manifest }),
    firmware,
    gate,
  };
  let [closing, bustle] = [false, 0];
  const asked = service(parts, { log, witnesses }, () => closing);
  const unusual = judge(asked);
  const handOver = whenQuiet(givenTo(unusual), () => bustle);
  const say = seldom(log);
  const clients = connections({ service: asked, handOver }, mostConnections, () => say('crowded', crowded));
  const take = (socket: Socket) => {
    bustle++;
    clients.take(socket);
  };
  const server = createServer({ allowHalfOpen: true }, take);
  const bound = await listening(server, address, '--http', { backlog });
  const stop = async () => {
    closing = true;
    const hurry = setTimeout(() => {
      clients.endAll();
      unusual.closeAllConnections();
    }, patience);
    const closed = new Promise(resolve => server.close(resolve));
    clients.endIdle();
    unusual.closeIdleConnections();
    unusual.close();
    await closed;
    clearTimeout(hurry);
  };
  return { address: bound, take, connections: clients.count, stop };
}
