// Exchange: one made-up request on a connection of its own, and a store for what it uploads.

import { connect } from 'node:net';
import type { LogStore } from '../store/logs.ts';

/** Keeps nothing: what made-up phones say is nobody's. */
export const nowhere: LogStore = {
  size: async () => 0,
  append: async () => 'created',
  stop: async () => undefined,
};

/** Sends a request to a port of this machine; resolves when the connection has ended, however it did. */
export function ask(port: number, text: string): Promise<void> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined).on('close', () => resolve());
    socket.resume().write(text, 'latin1');
  });
}
