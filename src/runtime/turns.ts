// Turns: long work beside requests, a little at a time.

import { setImmediate as breathe } from 'node:timers/promises';

/** Work that yields where others may have their turn. */
export type Steps<Result> = Generator<void, Result>;

const turn = 5; // milliseconds

/** Its result, with others' turns in between. */
export async function stepwise<Result>(steps: Steps<Result>): Promise<Result> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < turn) continue;
    await breathe();
    since = performance.now();
  }
}

/** Its result, without giving others their turn. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Works through items until `work` returns something, which is its result. */
export function* each<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Result | undefined,
): Steps<Result | undefined> {
  for (const item of items) {
    const result = work(item);
    if (result !== undefined) return result;
    yield;
  }
  return undefined;
}
