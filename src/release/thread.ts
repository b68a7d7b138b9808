// Thread: the second one of a build that has much to do. All it is given lies in memory that both share.

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What helper.ts can do. */
export type Task =
  | { kind: 'pile'; memory: SharedArrayBuffer }
  | { kind: 'lookout'; memory: SharedArrayBuffer; dist: string };

export const helperProgram = join(import.meta.dirname, 'helper.cjs');

const maxYoungGenerationSizeMb = 3; // as much as V8 begins with: more is memory that was not touched before, which costs time

/** Starts it; false where there can be none. One that does not come up, or late, must not be waited for. */
export function startThread(task: object, program: string): boolean {
  // Started from source there is no such file.
  if (!existsSync(program) || availableParallelism() < 2) return false;
  try {
    new Worker(program, { workerData: task, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb } })
      .on('error', () => {})
      .unref();
    return true;
  } catch {
    return false;
  }
}
