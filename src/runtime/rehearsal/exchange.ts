// Exchange: one made-up request on a connection of its own, and stores for what it uploads.

import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { LogStore } from '../store/logs.ts';

/** Two that keep nothing, since what made-up phones say is nobody's: one answers at once, the other a turn later, as disks do. */
export const stores: LogStore[] = [
  {
    size: async () => 0,
    append: async () => 'created',
    stop: async () => undefined,
  },
  {
    size: () => turn(0),
    append: () => turn('created'),
    stop: async () => undefined,
  },
];

/** Sends a request to a port of this machine; resolves when the connection has ended, however it did. */
export function ask(port: number, text: string): Promise<void> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined).on('close', () => resolve());
    socket.resume().write(text, 'latin1');
  });
}
