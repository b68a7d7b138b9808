// Search: the newest lines that answer a query, read from as few chunks as can be.

import { readNotable } from '../logs/notable.ts';
import { answers, type FoundLine, type LineQuery, levelMask, mayAnswer, type Piece } from '../logs/query.ts';
import { clockOf } from './chunk.ts';
import { newestFirst } from './newest.ts';
import type { ChunkSource, FoundChunk, LogName } from './source.ts';

export interface SearchQuery extends LineQuery {
  macs?: string[];
  /** only the newest so many lines */
  last?: number;
}

/** Lines of a chunk of number `id`. */
interface Batch {
  id: number;
  lines: FoundLine[];
}

/** Lines of all logs that are meant, oldest first. */
export async function search(source: ChunkSource, query: SearchQuery): Promise<FoundLine[]> {
  const names = byId(await source.logs(query.macs));
  const { last = Number.POSITIVE_INFINITY } = query;
  const scope = query.macs && [...names.keys()];
  const found: Batch[] = [];
  for (const tail of await source.tails(scope))
    found.push({ id: Number.POSITIVE_INFINITY, lines: await linesOf(tail, { names, query }) });
  for await (const chunk of newestFirst(source, scope ?? [undefined], {
    since: query.since ?? Number.MIN_SAFE_INTEGER,
    levels: levelMask(query),
  })) {
    const most = last - countAfter(found, chunk.latest);
    if (most <= 0) break;
    const lines = await linesOf(chunk, { names, query, most });
    if (lines.length > 0) found.push({ id: chunk.id, lines });
  }
  return sorted(found).slice(-last);
}

/** Lines that were stored after the chunk of number `id`, in the order in which they came, and the last number. */
export async function follow(
  source: ChunkSource,
  query: SearchQuery,
  id: number,
): Promise<{ lines: FoundLine[]; id: number }> {
  const names = byId(await source.logs(query.macs));
  const lines: FoundLine[] = [];
  let last = id;
  for (let page = await source.after(last); page.length > 0; page = await source.after(last)) {
    for (const chunk of page) {
      lines.push(...(await linesOf(chunk, { names, query })));
      last = chunk.id;
    }
  }
  return { lines, id: last };
}

const byId = (logs: LogName[]) => new Map(logs.map(log => [log.id, log]));

interface Wish {
  names: Map<number, LogName>;
  query: SearchQuery;
  /** only the newest so many lines are of use */
  most?: number;
}

async function linesOf(chunk: FoundChunk, { names, query, most }: Wish): Promise<FoundLine[]> {
  const log = names.get(chunk.log);
  if (!log || (chunk.trigrams && isNarrow(query) && !mayAnswer(await chunk.trigrams(), query))) return [];
  const { mac, name } = log;
  const { sections, zone } = chunk;
  return answers({ mac, name, sections, clock: clockOf(zone), ...(await read(chunk, query)) }, query, most);
}

async function read(
  { notable, bytes }: FoundChunk,
  { level = 0 }: SearchQuery,
): Promise<Pick<Piece, 'bytes' | 'times'>> {
  return notable && notable.from <= level ? readNotable(await notable.bytes()) : { bytes: await bytes() };
}

const isNarrow = ({ text, component }: SearchQuery) => text !== undefined || component !== undefined;

/** By time; of the same time as they came. */
function sorted(batches: Batch[]): FoundLine[] {
  return batches
    .sort((a, b) => a.id - b.id)
    .flatMap(({ lines }) => lines)
    .sort((a, b) => a.time - b.time);
}

/** How many lines are newer than a moment. */
function countAfter(batches: Batch[], moment: number): number {
  let count = 0;
  for (const { lines } of batches) for (const { time } of lines) if (time > moment) count++;
  return count;
}
