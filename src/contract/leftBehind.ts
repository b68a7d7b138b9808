// Left behind: what a process that was killed had begun to write, for the next one to take away.

import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const tooOld = 3_600_000; // milliseconds

/**
 * Whether what process `pid` has begun to write there is nobody's any more. What bears our own number is of a process
 * before us, where we have begun nothing yet: containers count from 1 each time.
 */
export function isLeftBehind(path: string, pid: number): boolean {
  if (pid === process.pid || Date.now() - statSync(path).mtimeMs > tooOld) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'; // process.kill throws nothing else
  }
}

/** Removes files of a folder whose names are `mark` and a process's number, where they are left behind. What cannot be removed stays: it costs space only. */
export function clearUp(folder: string, mark: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (name.startsWith(mark) && isLeftBehind(path, Number(name.slice(mark.length)))) rmSync(path);
    }
  } catch {
    // another run may clear up, too
  }
}
