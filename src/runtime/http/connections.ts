// Connections: all clients that are ours, and how long we wait for each.

import type { Socket } from 'node:net';
import { openRoster } from '../roster.ts';
import { type Around, type Connection, openConnection } from './connection.ts';
import { keepAliveSeconds } from './print.ts';

export interface Connections {
  /** takes a new connection; its socket must allow half-open */
  take(socket: Socket): void;
  /** ends those that wait for a request; those that do not are not waited for any more */
  endIdle(): void;
  endAll(): void;
  count(): number;
}

const patience = { first: 20_000, next: keepAliveSeconds * 1000 };
const lookEvery = 1000;

/**
 * Holds at most `most` connections, those at node:http counted: one more ends the oldest that waits for a request, and
 * `crowded` is told.
 */
export function connections(
  around: Omit<Around, 'left'>,
  most: number,
  crowded: () => void = () => undefined,
): Connections {
  const open = openRoster<Connection>();
  let held = 0;
  const each = { ...around, left: open.leave };

  const makeRoom = (socket: Socket) => {
    (longestIdle(open.all)?.socket ?? socket).destroy();
    crowded();
  };
  const timer = setInterval(() => {
    const now = performance.now();
    for (const connection of open.all)
      if (isIdle(connection, now - (connection.fresh ? patience.first : patience.next)))
        connection.socket.destroy();
  }, lookEvery);
  timer.unref();

  return {
    take: socket => {
      if (held >= most) makeRoom(socket);
      held++;
      const connection = openConnection(socket, each);
      open.join(connection);
      socket.on('close', () => {
        held--;
        open.leave(connection);
      });
    },
    endIdle: () => {
      clearInterval(timer);
      for (const { busy, socket } of open.all) if (!busy) socket.destroySoon();
    },
    endAll: () => {
      for (const { socket } of open.all) socket.destroy();
    },
    count: () => held,
  };
}

const isIdle = ({ busy, since }: Connection, before: number) => !busy && since < before;

function longestIdle(all: readonly Connection[]): Connection | undefined {
  let found: Connection | undefined;
  for (const one of all) if (!one.busy && (!found || one.since < found.since)) found = one;
  return found;
}
