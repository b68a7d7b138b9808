// Priority: the store's thread gives way to the one that answers phones and calls, where they share a core.

import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

const nice = 13; // a twentieth of a core that both want, and all of one that is idle

/** Linux knows threads as it knows processes. Where that cannot be done, the thread stays as it is. */
export function giveWay(): void {
  try {
    const [, owner = '', thread = ''] = /^(\d+)\/task\/(\d+)$/.exec(readlinkSync('/proc/thread-self')) ?? [];
    // Another container's /proc would name somebody else's thread.
    if (Number(owner) === process.pid) setPriority(Number(thread), nice);
  } catch {}
}
