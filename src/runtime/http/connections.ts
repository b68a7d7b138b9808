// Connections: all clients that are ours, and how long we wait for each.

import type { Socket } from 'node:net';
import { type Around, type Connection, openConnection } from './connection.ts';
import { keepAliveSeconds } from './print.ts';

export interface Connections {
  /** takes a new connection; its socket must allow half-open */
  take(socket: Socket): void;
  /** ends those that wait for a request */
  endIdle(): void;
  endAll(): void;
  count(): number;
}

const patience = { first: 20_000, next: keepAliveSeconds * 1000 };
const lookEvery = 1000;

/** Holds at most `most` connections, those at node:http counted: one more ends the oldest that waits for a request. */
export function connections(around: Omit<Around, 'left'>, most: number): Connections {
  const open = new Set<Connection>();
  let held = 0;
  const left = (connection: Connection) => open.delete(connection);
  const each = { ...around, left };

  const makeRoom = (socket: Socket) => ([...open].find(({ busy }) => !busy)?.socket ?? socket).destroy();
  const timer = setInterval(() => {
    const now = performance.now();
    for (const connection of open)
      if (isIdle(connection, now - (connection.fresh ? patience.first : patience.next)))
        connection.socket.destroy();
  }, lookEvery);
  timer.unref();

  return {
    take: socket => {
      if (held >= most) makeRoom(socket);
      held++;
      const connection = openConnection(socket, each);
      open.add(connection);
      socket.on('close', () => {
        held--;
        open.delete(connection);
      });
    },
    endIdle: () => {
      for (const { busy, socket } of open) if (!busy) socket.destroySoon();
    },
    endAll: () => {
      for (const { socket } of open) socket.destroy();
    },
    count: () => held,
  };
}

const isIdle = ({ busy, since }: Connection, before: number) => !busy && since < before;
