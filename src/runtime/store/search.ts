// Search: the newest lines that answer a query, read from as few chunks as can be.

import { answers, type FoundLine, type LineQuery, levelMask, mayAnswer } from '../logs/query.ts';
import { clockOf } from './chunk.ts';
import { newestFirst } from './newest.ts';
import type { ChunkSource, FoundChunk, LogName } from './source.ts';

export interface SearchQuery extends LineQuery {
  macs?: string[];
  /** only the newest so many lines */
  last?: number;
}

export interface LogLine extends FoundLine, Omit<LogName, 'id'> {}

/** Lines of a chunk of number `id`. */
interface Batch {
  id: number;
  lines: LogLine[];
}

/** Lines of all logs that are meant, oldest first. */
export async function search(source: ChunkSource, query: SearchQuery): Promise<LogLine[]> {
  const names = byId(await source.logs(query.macs));
  const { last = Number.POSITIVE_INFINITY } = query;
  const scope = query.macs && [...names.keys()];
  const found: Batch[] = [];
  for (const tail of await source.tails(scope))
    found.push({ id: Number.POSITIVE_INFINITY, lines: await linesOf(tail, names, query) });
  let enough = Number.NEGATIVE_INFINITY;
  for await (const chunk of newestFirst(source, scope ?? [undefined], {
    since: query.since ?? Number.MIN_SAFE_INTEGER,
    levels: levelMask(query),
  })) {
    if (chunk.latest < enough) break;
    const lines = await linesOf(chunk, names, query);
    if (lines.length === 0) continue;
    found.push({ id: chunk.id, lines });
    enough = nth(found, last);
  }
  return sorted(found).slice(-last);
}

/** Lines that were stored after the chunk of number `id`, in the order in which they came, and the last number. */
export async function follow(
  source: ChunkSource,
  query: SearchQuery,
  id: number,
): Promise<{ lines: LogLine[]; id: number }> {
  const names = byId(await source.logs(query.macs));
  const lines: LogLine[] = [];
  let last = id;
  for (let page = await source.after(last); page.length > 0; page = await source.after(last)) {
    for (const chunk of page) {
      lines.push(...(await linesOf(chunk, names, query)));
      last = chunk.id;
    }
  }
  return { lines, id: last };
}

const byId = (logs: LogName[]) => new Map(logs.map(log => [log.id, log]));

async function linesOf(
  chunk: FoundChunk,
  names: Map<number, LogName>,
  query: SearchQuery,
): Promise<LogLine[]> {
  const log = names.get(chunk.log);
  if (!log || (chunk.trigrams && isNarrow(query) && !mayAnswer(chunk.trigrams(), query))) return [];
  const piece = { bytes: await chunk.bytes(), sections: chunk.sections, clock: clockOf(chunk.zone) };
  return answers(piece, query).map(line => ({ ...line, mac: log.mac, name: log.name }));
}

const isNarrow = ({ text, component }: SearchQuery) => text !== undefined || component !== undefined;

/** By time; of the same time as they came. */
function sorted(batches: Batch[]): LogLine[] {
  return batches
    .sort((a, b) => a.id - b.id)
    .flatMap(({ lines }) => lines)
    .sort((a, b) => a.time - b.time);
}

/** The time of the `last`th newest line, or of the dawn of time where there are fewer. */
function nth(batches: Batch[], last: number): number {
  if (batches.reduce((sum, { lines }) => sum + lines.length, 0) < last) return Number.NEGATIVE_INFINITY;
  const times = Float64Array.from(batches.flatMap(({ lines }) => lines.map(({ time }) => time))).sort();
  return times[times.length - last] ?? Number.NEGATIVE_INFINITY;
}
