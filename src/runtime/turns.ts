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

/** Work that yields where others may have their turn. */
export type Steps<Result> = Generator<void, Result>;

/** Its result, without giving others their turn. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Its result, with others' turns in between. */
export async function stepwise<Result>(steps: Steps<Result>): Promise<Result> {
  const result = await inTurns(endless, () => {
    const { done, value } = steps.next();
    return done ? { value } : undefined;
  });
  return (result as { value: Result }).value; // nothing else ends it
}

const endless: Iterable<undefined> = {
  *[Symbol.iterator]() {
    for (;;) yield undefined;
  },
};
