// Turns: long work beside requests, a little at a time.

import { setImmediate as breathe } from 'node:timers/promises';

const turn = 5; // milliseconds

/** Works through items until `work` returns something, which is resolved to; others get their turn in between. */
export async function inTurns<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Result | undefined,
): Promise<Result | undefined> {
  let since = performance.now();
  for (const item of items) {
    const result = work(item);
    if (result !== undefined) return result;
    if (performance.now() - since < turn) continue;
    await breathe();
    since = performance.now();
  }
  return undefined;
}
