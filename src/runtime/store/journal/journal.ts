// Journal: uploads one behind the other, on disk before they are acknowledged; many that come at once share one sync.

import { type FileHandle, open } from 'node:fs/promises';
import { encode, type Stored } from './record.ts';
import { dropSegments, isBehind, type Position, segmentPath, syncFolder } from './segments.ts';

export interface Journal {
  /** resolves when the record is safely on disk; rejects, with nothing left behind, where that cannot be */
  append(stored: Stored): Promise<void>;
  /** behind the last record that is on disk */
  end(): Position;
  /** removes segments that are kept elsewhere whole; when all is, the last one goes, too, once it is worth it */
  keptElsewhere(position: Position): void;
  /** what was not kept elsewhere stays */
  close(): Promise<void>;
}

interface Waiting {
  parts: [Buffer, Buffer];
  done(): void;
  failed(error: unknown): void;
}

const largestSegment = 32 * 1024 * 1024;
const worthRenewing = 1024 * 1024;
const largestBatch = 4 * 1024 * 1024;

/** Begins a new segment of number `first` in `folder`. `wrote` hears of each new end. */
export async function openJournal(
  folder: string,
  first: number,
  wrote: (end: Position) => void,
): Promise<Journal> {
  let file = await openSegment(folder, first);
  let end: Position = { segment: first, offset: 0 };
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let kept: Position | undefined;
  let dropping = Promise.resolve();

  const renew = async () => {
    const next = await openSegment(folder, end.segment + 1);
    await file.close();
    file = next;
    end = { segment: end.segment + 1, offset: 0 };
  };

  // One after the other; nobody waits for it but the end.
  const drop = (keep: number) => {
    dropping = dropping.then(() => dropSegments(folder, keep));
  };

  /** Leaves a segment that is kept elsewhere whole. */
  const begin = async () => {
    await renew();
    kept = end;
    drop(end.segment);
  };

  const writeBatch = async (batch: Waiting[]) => {
    try {
      if (end.offset > largestSegment) await renew();
      const length = await writeAll(
        file,
        batch.flatMap(({ parts }) => parts),
        end.offset,
      );
      await file.datasync();
      end = { segment: end.segment, offset: end.offset + length };
      for (const { done } of batch) done();
      wrote(end);
    } catch (error) {
      await file.truncate(end.offset).catch(() => undefined); // nothing half behind a full disk
      for (const { failed } of batch) failed(error);
    }
  };

  const drain = async () => {
    while (waiting.length > 0) {
      const batch = take(waiting);
      waiting = waiting.slice(batch.length);
      await writeBatch(batch);
    }
    writing = undefined;
  };

  return {
    append: stored =>
      new Promise((done, failed) => {
        waiting.push({ parts: encode(stored), done, failed });
        writing ??= drain();
      }),
    end: () => end,
    keptElsewhere: position => {
      kept = position;
      drop(position.segment);
      const all = position.segment === end.segment && position.offset === end.offset;
      if (all && end.offset > worthRenewing) writing ??= begin().then(drain, drain);
    },
    close: async () => {
      await writing;
      await file.close();
      if (kept && !isBehind(kept, end)) drop(end.segment + 1);
      await dropping;
    },
  };
}

async function openSegment(folder: string, segment: number): Promise<FileHandle> {
  const file = await open(segmentPath(folder, segment), 'w', 0o640);
  try {
    await syncFolder(folder);
  } catch (error) {
    await file.close();
    throw error;
  }
  return file;
}

function take(waiting: Waiting[]): Waiting[] {
  let size = 0;
  const over = waiting.findIndex(({ parts }) => {
    size += parts[1].length;
    return size > largestBatch;
  });
  return over < 0 ? waiting : waiting.slice(0, Math.max(1, over));
}

// A disk that fills up may take a part of what is written, so what was taken is counted.
async function writeAll(file: FileHandle, parts: Buffer[], position: number): Promise<number> {
  const whole = parts.reduce((sum, { length }) => sum + length, 0);
  let written = 0;
  let rest = parts;
  while (written < whole) {
    const { bytesWritten } = await file.writev(rest, position + written);
    written += bytesWritten;
    rest = written < whole ? [Buffer.concat(parts).subarray(written)] : [];
  }
  return written;
}
