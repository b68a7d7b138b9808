// Helper: what the second thread runs.

import { workerData } from 'node:worker_threads';
import { lookOut } from './lookout.ts';
import { doAll, pileIn } from './pile.ts';
import type { Task } from './thread.ts';

const task = workerData as Task; // as startThread gave it
if (task.kind === 'pile') doAll(pileIn(task.memory));
else lookOut(task.dist, task.memory);
