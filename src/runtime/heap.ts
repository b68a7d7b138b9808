// Heap: how V8 uses memory. Garbage dies young here, so a small nursery does as well as a large one, and saves some thirty megabytes.

import { setFlagsFromString } from 'node:v8';
import { keepNurserySmall } from '../contract/v8.ts';

/**
 * Keeps this thread's nursery from growing, and has the rest collected each time it has doubled: V8 by itself does so at
 * a third more, every two seconds in a storm. To be called again behind each thread's start.
 */
export function keepHeapSmall(): void {
  keepNurserySmall();
  setFlagsFromString('--heap-growing-percent=100');
}
