// Worker: the store's thread, off the one that answers phones and calls.

import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '../priority.ts';
import type { Desk } from './desk.ts';
import { openLocalDesk } from './sqlite/desk.ts';
import type { Question } from './thread.ts';

/** What the thread begins with. */
export interface DeskOptions {
  /** where the store's files are */
  folder?: string;
  /** or the database that keeps them */
  url?: string;
}

const port = parentPort;
const { folder = '', url } = workerData as DeskOptions; // as startThread's caller gave it
const tell = (event: string, value: unknown) => port?.postMessage({ id: 0, event, value });
const desk: Promise<Desk> =
  url === undefined
    ? openLocalDesk({ folder, tell })
    : import('./postgres/desk.ts').then(({ openPostgresDesk }) => openPostgresDesk(url));
// Only now: threads that are made while it opens are not its own, and inherit what it has.
desk.then(giveWay, () => undefined);
// Whoever asks meanwhile is told why; then this thread ends and is started again.
desk.catch(() => setTimeout(() => port?.close(), 500));

port?.on('message', async ({ id, kind, what }: Question) => {
  if (kind === 'stop') {
    await desk.then(
      open => open.stop(),
      () => undefined,
    );
    port.close();
    return;
  }
  try {
    const value = await (await desk).answer(kind, what);
    if (id > 0) port.postMessage({ id, value });
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException; // nothing else is thrown
    port.postMessage({ id, error: { message, code } });
  }
});
