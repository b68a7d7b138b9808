// Closed: a socket's end waited for, whichever it is: events.once() takes a reset for a failure.

import type { Socket } from 'node:net';

/** Resolves when the socket is closed, at once if it was; somebody else must listen to its errors. */
export const closed = (socket: Socket) =>
  new Promise<void>(resolve => {
    if (socket.closed) resolve();
    else socket.on('close', () => resolve());
  });
