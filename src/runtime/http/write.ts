// Write: a reply onto a socket, in one write where its body is in memory.

import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { tlsOf } from './asked.ts';
import { printHead } from './print.ts';
import type { Framed } from './reply.ts';
import type { Maybe } from './then.ts';

const stalled = 60_000; // milliseconds in which a client takes nothing

/**
 * Sends a reply; gives the number of body bytes, once the socket has room for the next one. Without keepAlive
 * the connection ends when the client has it.
 */
export function write(socket: Socket, framed: Framed, keepAlive: boolean): Maybe<number> {
  const { body } = framed;
  const head = printHead(framed, keepAlive);
  const done = keepAlive ? undefined : ending(socket);
  if (body === undefined || typeof body === 'string') {
    socket.write(body === undefined ? head : head + body, 'latin1', done);
    if (socket.writableLength > 0) giveUpStalled(socket);
    const bytes = body?.length ?? 0;
    return socket.writableNeedDrain && keepAlive ? drained(socket).then(() => bytes) : bytes;
  }
  socket.write(head, 'latin1');
  return stream(body, socket).then(sent => {
    done?.();
    return sent;
  });
}

// What the kernel has taken it sends, and then ends the connection; TLS has a farewell of its own to say before.
const ending = (socket: Socket) => () =>
  tlsOf(socket) ? socket.destroySoon() : process.nextTick(destroy, socket);

// Not within the write's own callback: node would make up an error for nobody, and an error costs microseconds.
const destroy = (socket: Socket) => socket.destroy();

async function stream(body: Readable, socket: Socket): Promise<number> {
  let sent = 0;
  try {
    for await (const chunk of body) {
      if (socket.destroyed) break;
      sent += chunk.length;
      if (!socket.write(chunk)) await drained(socket);
    }
  } catch {
    socket.destroy(); // a length was promised that cannot be kept
  }
  return sent;
}

// A client that takes nothing for a minute is gone.
function drained(socket: Socket): Promise<void> {
  giveUpStalled(socket);
  return new Promise(resolve => {
    const done = () => {
      socket.off('drain', done).off('close', done);
      socket.setTimeout(0, destroyThis);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });
}

const giveUpStalled = (socket: Socket) => socket.off('timeout', destroyThis).setTimeout(stalled, destroyThis);

function destroyThis(this: Socket): void {
  this.destroy();
}
