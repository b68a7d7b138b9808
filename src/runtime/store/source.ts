// Source: a store as far as it is read, whichever keeps it.

import type { Section } from '../logs/times.ts';
import type { Trigrams } from '../logs/trigrams.ts';

export interface LogName {
  id: number;
  mac: string;
  /** `app.log` */
  name: string;
}

export interface FoundChunk {
  id: number;
  log: number;
  at: number;
  latest: number;
  zone: string;
  sections: Section[];
  /** undefined where there is no index */
  trigrams: (() => Trigrams | Promise<Trigrams>) | undefined;
  bytes(): Buffer | Promise<Buffer>;
  /** its lines of level `from` and more, as logs/notable.ts writes them; undefined where it has none apart */
  notable: { from: number; bytes(): Buffer | Promise<Buffer> } | undefined;
}

/** Chunks older than `before`, newest first. */
export interface Wanted {
  /** of one log only */
  log: number | undefined;
  since: number;
  /** bits of levels, one of which must be in it */
  levels: number;
  before: { latest: number; id: number };
  count: number;
}

/** A store, as far as it is read. */
export interface ChunkSource {
  /** of these phones; of all where there are none */
  logs(macs: string[] | undefined): Promise<LogName[]>;
  newest(wanted: Wanted): Promise<FoundChunk[]>;
  /** the number of the newest chunk, 0 where there is none */
  last(): Promise<number>;
  /** chunks that were stored after the one of this number, in their order */
  after(id: number): Promise<FoundChunk[]>;
  /** what stands behind the last newline of these logs; of all where there are none */
  tails(logs: number[] | undefined): Promise<FoundChunk[]>;
}
