// Priority: threads that help give way to the one that answers phones and calls, where they share a core.

import { readdirSync, readlinkSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

// By how much: of a core that both want, a helper has a quarter and the store a twentieth; of one that is idle, all.
const behind = { helper: 5, store: 13 };
const least = 19;

/** Of the log store's thread, called in it. Where that cannot be done, threads stay as they are. */
export function giveWay(): void {
  try {
    lower(ownThread(), behind.store);
  } catch {}
}

/**
 * Of V8's own threads, which compile and collect; to be called while there are no others. When phones ask all at once
 * behind a power cut, four of them compile what answers, and left it a fifth of a core that they shared.
 */
export function helpersGiveWay(): void {
  try {
    const self = ownThread();
    for (const thread of readdirSync('/proc/self/task').map(Number))
      if (thread !== self) lower(thread, behind.helper);
  } catch {}
}

// Linux knows threads as it knows processes. Throws where another container's /proc would name somebody else's thread.
function ownThread(): number {
  const [, owner, thread] = /^(\d+)\/task\/(\d+)$/.exec(readlinkSync('/proc/thread-self')) ?? [];
  if (Number(owner) !== process.pid) throw new Error('not the /proc of this process');
  return Number(thread);
}

const lower = (thread: number, by: number) => setPriority(thread, Math.min(getPriority(thread) + by, least));
