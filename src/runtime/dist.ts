// Dist: the release that is being served, taken up anew whenever its manifest changes.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { contents } from './contents.ts';
import type { Log } from './log.ts';
import { type Dist, emptyRelease, loadRelease, type Release, type Shown, showing } from './release.ts';
import { atOnce, stepwise } from './turns.ts';

const lookEvery = 1000; // milliseconds
const soon = 500; // after the first phones were answered from disk

interface Candidate {
  stamp: string;
  release: Release;
}

/** Loads dist/ and keeps looking for a new manifest. Nothing that it finds there makes it throw. */
export function openDist(folder: string, log: Log): Dist {
  const held = contents();
  let candidate: Candidate | undefined;
  let current: Candidate | undefined;
  const shown: Shown = { release: emptyRelease(folder), trouble: undefined, isEmpty: true };
  let looking: Promise<void> | undefined;

  const failed = (message: string) => {
    if (message !== shown.trouble)
      log({
        level: 'error',
        event: 'reload-failed',
        message,
        serving: shown.isEmpty ? 'nothing' : shown.release.tables.manifest.inputs,
      });
    shown.trouble = message;
  };

  const showNothing = () => {
    current = undefined;
    [shown.release, shown.isEmpty] = [emptyRelease(folder), true];
  };
  const show = (next: Candidate) => {
    current = next;
    [shown.release, shown.isEmpty] = [next.release, false];
  };
  // What lies there at the start is served at once and read behind it; all else only when its files are in memory.
  const takeUp = async (next: Candidate, isFirst: boolean) => {
    if (isFirst) {
      show(next);
      await wait(soon, undefined, { ref: false });
    }
    const { zones, tables } = next.release;
    const zonesFault = zones.complete().then(() => undefined, reason);
    await tables.complete().catch(error => {
      if (isFirst) showNothing();
      throw error;
    });
    const fault = (await held.fill(folder, tables.files.values())) ?? (await zonesFault);
    if (fault !== undefined) return failed(fault);
    show(next);
    shown.trouble = undefined;
    candidate = undefined;
    held.keepOnly(tables.files.values());
    if (!isFirst)
      log({
        level: 'info',
        event: 'reload',
        files: tables.files.size,
        inputs: tables.manifest.inputs,
      });
  };

  const look = async () => {
    try {
      const stamp = stampOf(folder);
      if (stamp === current?.stamp && shown.trouble === undefined) return;
      const isFirst = current === undefined && shown.trouble === undefined;
      const steps = loadRelease(folder);
      if (candidate?.stamp !== stamp)
        candidate = { stamp, release: isFirst ? atOnce(steps) : await stepwise(steps) };
      await takeUp(candidate, isFirst);
    } catch (error) {
      candidate = undefined;
      failed(reason(error));
    }
  };

  const refresh = () => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  refresh();
  const timer = setInterval(refresh, lookEvery);
  timer.unref();
  return showing(shown, held, { refresh, stop: () => clearInterval(timer) });
}

// A manifest is replaced by rename, so its inode changes with it.
function stampOf(folder: string): string {
  const found = statSync(join(folder, 'manifest.json'), { throwIfNoEntry: false });
  if (!found)
    throw new Error(
      `${folder} has no manifest.json — run \`plugtone build\`, or name another folder with --dist`,
    );
  return `${found.ino} ${found.size} ${found.mtimeMs}`;
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));
