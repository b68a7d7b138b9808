// Start: from the command to the first answer to a phone.

import { spawn, spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { ended } from '../../test/ended.ts';
import { median } from './bar.ts';
import type { Place } from './place.ts';
import { freePort, serveArguments } from './servers.ts';

/** Times `node -e 0`, interleaved; the medians' ratio. */
export async function startTimes({ folder, dist, phones }: Place, rounds: number): Promise<number> {
  const [bare, mine]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    let started = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    bare.push(performance.now() - started);
    const port = await freePort();
    started = performance.now();
    const args = serveArguments({ dist, data: join(folder, 'fresh'), port });
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    await firstAnswer(port, phones[0] ?? '');
    mine.push(performance.now() - started);
    await ended(child);
  }
  return median(mine) / median(bare);
}

async function firstAnswer(port: number, mac: string): Promise<void> {
  for (let attempt = 0; attempt < 2000; attempt++) {
    if (await asks(port, mac)) return;
    await new Promise(resolve => setTimeout(resolve, 2));
  }
  throw new Error('serve did not answer');
}

function asks(port: number, mac: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET /polycom/ip330/${mac}-config.cfg HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`),
    );
    socket.once('data', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
}
