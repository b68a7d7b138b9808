// Indexer: takes up the journal, step by step, and answers what only the stored bytes can tell.

import { join } from 'node:path';
import { isBehind, type Position, readingRoom, readRecords, segmentsIn } from '../journal/segments.ts';
import { openJoining } from './joining.ts';
import { readStored } from './reader.ts';
import { type Kept, openRetention } from './retention.ts';
import { openForWriting, storeFile } from './schema.ts';
import { openWriter, type Writer } from './writer.ts';

export interface Indexer {
  position(): Position;
  /** takes up some of what lies before `until`; true where there may be more */
  step(until: Position): boolean;
  /** puts all that was taken up on disk, so that the journal before the position that is returned may go */
  settle(): Position | undefined;
  /** takes up all that lies before `until` */
  catchUp(until: Position): void;
  state: Writer['state'];
  states: Writer['states'];
  read(mac: string, name: string, range: { at: number; length: number }): Buffer | undefined;
  /** removes some of what is too old or too much; true where there may be more */
  tidy(kept: Kept): boolean;
  close(): void;
}

const stepBytes = 2 * 1024 * 1024;

export const journalFolder = (folder: string) => join(folder, 'journal');

/** Opens the store in `folder`; throws where it cannot be had. */
export async function openIndexer(folder: string): Promise<Indexer> {
  const database = await openForWriting(join(folder, storeFile));
  const writer = openWriter(database);
  const retention = openRetention(database);
  const joinSmall = openJoining(database);
  const read = readStored(database);
  const journal = journalFolder(folder);
  const room = readingRoom(stepBytes);
  let position = writer.position();

  const step = (until: Position): boolean => {
    if (!isBehind(position, until)) return false;
    const segment = segmentsIn(journal).find(found => found >= position.segment);
    if (segment === undefined || segment > until.segment) return false;
    const from = segment === position.segment ? position : { segment, offset: 0 };
    const { records, end, more } = readRecords(journal, { from, until, room });
    if (records.length > 0) writer.takeUp(records, end);
    // What is behind the last whole record of a segment that was left is half a record: it was never acknowledged.
    position = more || segment === until.segment ? end : { segment: segment + 1, offset: 0 };
    return isBehind(position, until) && (records.length > 0 || segment < until.segment);
  };

  return {
    position: () => position,
    step,
    settle: () => {
      const { busy, log, checkpointed } = database.prepare('PRAGMA wal_checkpoint(PASSIVE)').get() ?? {};
      return busy === 0 && log === checkpointed ? position : undefined; // a reader may hold an older state for a while
    },
    catchUp: until => {
      while (step(until));
    },
    state: writer.state,
    states: writer.states,
    read,
    tidy: kept => retention(kept) || joinSmall(),
    close: () => {
      database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
      database.close();
    },
  };
}
