// Two readers: the same service behind our connections and behind node:http alone, to compare what they answer.

import { connect, createServer, type Server } from 'node:net';
import type { Asked } from '../../../src/runtime/http/asked.ts';
import { connections } from '../../../src/runtime/http/connections.ts';
import type { Handled } from '../../../src/runtime/http/handle.ts';
import { nothing } from '../../../src/runtime/http/handle.ts';
import { givenTo, judge } from '../../../src/runtime/http/judge.ts';
import type { Service } from '../../../src/runtime/http/service.ts';

export interface TwoReaders {
  /** what each of them answers to the same bytes, without what may differ: the date */
  both(bytes: string): Promise<{ ours: string; judges: string }>;
  /** requests that our reader answered itself */
  plain(): number;
  stop(): void;
}

// The reply tells what was understood of the request.
const answer = (asked: Asked): Handled => ({
  ...nothing,
  reply: asked.target.startsWith('/304')
    ? { status: 304, headers: { etag: '"x"' } }
    : {
        status: asked.target.startsWith('/404') ? 404 : 200,
        headers: { etag: '"x"' },
        body: JSON.stringify([
          asked.method,
          asked.target,
          asked.address,
          ['host', 'user-agent', 'if-none-match', 'range', 'accept', 'x-other', 'cookie'].map(name => [
            name,
            asked.header(name),
          ]),
        ]),
      },
});

export async function twoReaders(): Promise<TwoReaders> {
  let plain = 0;
  const told = (count: () => void): Service => ({
    answer,
    finished: count,
    broke: error => {
      throw error;
    },
    closing: () => false,
  });
  const ours = judge(told(() => undefined));
  const clients = connections({ service: told(() => plain++), handOver: givenTo(ours) }, 1000);
  const front = createServer({ allowHalfOpen: true }, clients.take);
  const alone = judge(told(() => undefined));
  const [port, other] = [await listen(front), await listen(alone)];
  return {
    both: async bytes => {
      const [left, right] = await Promise.all([send(port, bytes), send(other, bytes)]);
      return { ours: left, judges: right };
    },
    plain: () => plain,
    stop: () => {
      for (const server of [front, ours, alone]) server.close();
      clients.endAll();
      ours.closeAllConnections();
      alone.closeAllConnections();
    },
  };
}

const listen = (server: Server): Promise<number> =>
  new Promise(resolve =>
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : 0);
    }),
  );

function send(port: number, bytes: string): Promise<string> {
  return new Promise(resolve => {
    let text = '';
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.end(bytes, 'latin1'));
    socket.on('data', part => {
      text += part.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text.replace(/^date: .*\r\n/gim, '')));
  });
}
