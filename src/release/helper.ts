// Helper: the second thread of a large release. It does what it finds on the pile.

import { workerData } from 'node:worker_threads';
import { doAll, pileIn } from './pile.ts';

doAll(pileIn(workerData as SharedArrayBuffer)); // as errands.ts gave it
