// V8: which one this is, where one needs to be treated in its own way.

import { setFlagsFromString } from 'node:v8';

/** Whether it is V8 11, which Node 20 has. */
export const isV8Eleven = (): boolean => Number.parseInt(process.versions.v8, 10) === 11;

/**
 * Keeps this thread's nursery at the size that V8 begins with. Most of what is made dies young, and a larger one is memory
 * that was not touched before, which costs more than to clear the small one away oftener. Any thread that starts undoes
 * it, so it is said again behind each start.
 */
export function keepNurserySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
