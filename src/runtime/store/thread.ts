// Thread: another thread that is asked and answers; one that dies is started again.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { keepHeapSmall } from '../heap.ts';
import type { Log } from '../log.ts';

export interface Thread {
  /** rejects with the other side's error, its code kept */
  ask<T>(kind: string, what: object): Promise<T>;
  tell(kind: string, what: object): void;
  /** lets the other side finish */
  stop(): Promise<void>;
}

/** What travels: a question with a number gets an answer with the same. */
export interface Question {
  id: number;
  kind: string;
  what: object;
}

export interface Answer {
  id: number;
  value?: unknown;
  error?: { message: string; code: string | undefined };
  /** not an answer: something that happened */
  event?: string;
}

interface Pending {
  resolve(value: never): void;
  reject(error: Error): void;
}

export interface ThreadOptions {
  /** what the other side begins with */
  data: object;
  log: Log;
  heard(event: string, value: unknown): void;
}

const again = 1000; // milliseconds

/** Starts the store's own thread (worker.ts; in the bundle a file beside this one). */
export function startThread({ data, log, heard }: ThreadOptions): Thread {
  const pending = new Map<number, Pending>();
  let [next, stopping] = [1, false];
  let worker: Worker | undefined;

  const fail = (message: string) => {
    for (const { reject } of pending.values()) reject(new Error(message));
    pending.clear();
  };

  const start = () => {
    const started = newWorker(data);
    worker = started;
    started.unref();
    started.on('message', ({ id, value, error, event }: Answer) => {
      if (event !== undefined) return heard(event, value);
      const waiting = pending.get(id);
      pending.delete(id);
      if (pending.size === 0 && !stopping) started.unref(); // only a question keeps the process
      if (error) waiting?.reject(Object.assign(new Error(error.message), { code: error.code }));
      else waiting?.resolve(value as never); // the asker says what it is
    });
    started.once('online', keepHeapSmall);
    started.on('error', error => log({ level: 'error', event: 'log-store', message: error.message }));
    started.on('exit', () => {
      worker = undefined;
      fail('the log store has stopped');
      if (!stopping) setTimeout(start, again).unref();
    });
  };
  start();

  const post = (question: Question) => worker?.postMessage(question);
  return {
    ask: (kind, what) =>
      new Promise((resolve, reject) => {
        const id = next++;
        if (!worker) return reject(new Error('the log store is starting'));
        pending.set(id, { resolve, reject });
        worker.ref();
        post({ id, kind, what });
      }),
    tell: (kind, what) => post({ id: 0, kind, what }),
    stop: async () => {
      stopping = true;
      const ending = worker;
      if (!ending) return;
      ending.ref();
      await new Promise<void>(resolve => {
        ending.once('exit', () => resolve());
        post({ id: 0, kind: 'stop', what: {} });
      });
    },
  };
}

function newWorker(workerData: object): Worker {
  const bundled = join(import.meta.dirname, 'worker.cjs');
  if (existsSync(bundled)) return new Worker(bundled, { workerData });
  // Started from source, as tests are: a thread does not inherit the loader of TypeScript.
  const source = JSON.stringify(join(import.meta.dirname, 'worker.ts'));
  const code = `import("tsx/esm/api").then(({ register }) => { register(); return import(${source}); })`;
  return new Worker(code, { eval: true, workerData });
}
