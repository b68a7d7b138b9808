// Snapshot: the history on disk, a line a phone, so that it outlives a restart.

import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { clearUp } from '../../contract/leftBehind.ts';
import type { Log } from '../log.ts';
import { replaceFile } from '../replaceFile.ts';
import type { History } from './history.ts';
import { linePrinter, lineReader, type Reader } from './lines.ts';

export interface Snapshot {
  /** writes what is new; resolves when it is on disk */
  save(): Promise<void>;
  stop(): Promise<void>;
}

const every = 60_000; // milliseconds
const fileName = 'history.jsonl';
const mark = '.tmp-'; // and the number of the process that writes
const atATime = 50; // phones between two looks at what else is to do

/** Reads an earlier snapshot behind the requests that come in, then writes one a minute where something changed. */
export function keepSnapshot(folder: string, history: History, log: Log): Snapshot {
  const path = join(folder, fileName);
  let written = 0;
  clearUp(folder, `${fileName}${mark}`);
  let saving = restore(path, history).catch(error => complain(log, 'history-unread', error));
  const save = () => {
    saving = saving.then(async () => {
      const changes = history.changes();
      if (changes === written) return;
      await write(path, history).then(
        () => {
          written = changes;
        },
        error => complain(log, 'history-unwritten', error),
      );
    });
    return saving;
  };
  const timer = setInterval(save, every);
  timer.unref();
  return {
    save,
    stop: () => {
      clearInterval(timer);
      return save();
    },
  };
}

function complain(log: Log, event: string, error: unknown): void {
  const { code, message } = error as NodeJS.ErrnoException; // from node:fs, or JSON.parse without a code
  if (code !== 'ENOENT') log({ level: 'warn', event, message });
}

async function restore(path: string, history: History): Promise<void> {
  const file = await open(path, 'r');
  let reader: Reader | undefined;
  let count = 0;
  try {
    for await (const line of file.readLines()) {
      if (++count % atATime === 0) await breathe();
      const read = reader?.(line);
      if (read) history.restore(read.phone, read.requests);
      reader ??= lineReader(line);
    }
  } finally {
    await file.close();
  }
}

function write(path: string, history: History): Promise<void> {
  return replaceFile(path, `${path}${mark}${process.pid}`, async file => {
    const phones = [...history.all()];
    const print = linePrinter(history);
    await file.writeFile(print.head);
    for (let from = 0; from < phones.length; from += atATime)
      await file.writeFile(
        phones
          .slice(from, from + atATime)
          .map(print.lines)
          .join(''),
      );
  });
}
