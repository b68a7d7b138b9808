// Tidy: once a minute the store's thread is told what is too old or too much.

import type { Limits } from './logs.ts';
import { type Clocks, steadyClock } from './steady.ts';
import type { Thread } from './thread.ts';

const every = 60_000; // milliseconds
const day = 86_400_000;

/** Begins; the timer that is returned ends it. */
export function tidyNow(
  thread: Thread,
  { limits, clocks }: { limits(): Limits; clocks: Clocks },
): NodeJS.Timeout {
  const steady = steadyClock(clocks);
  const timer = setInterval(async () => {
    const now = steady();
    const { keepDays, maxBytes } = limits();
    if (keepDays <= 0 || maxBytes <= 0) return; // no release to say what is to be kept
    const kept = { since: now === undefined ? undefined : now - keepDays * day, maxBytes };
    while (await thread.ask<boolean>('tidy', kept).catch(() => false));
  }, every);
  return timer.unref();
}
