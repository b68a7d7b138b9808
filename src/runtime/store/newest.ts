// Newest: chunks of several logs, merged so that the one with the newest line comes first.

import type { ChunkSource, FoundChunk, Wanted } from './source.ts';

type Span = Pick<Wanted, 'since' | 'levels'>;

const firstPage = 3; // two are read as a rule, and the next one shows that they were enough
const largestPage = 64;
const end = { latest: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };

/** Chunks of several logs, merged so that the one with the newest line comes first. */
export async function* newestFirst(
  source: ChunkSource,
  scopes: (number | undefined)[],
  span: Span,
): AsyncIterable<FoundChunk> {
  const queues = await Promise.all(scopes.map(log => openQueue(source, log, span)));
  for (;;) {
    const next = queues.reduce((a, b) => (latest(b) > latest(a) ? b : a), none);
    const chunk = next.first();
    if (!chunk) return;
    yield chunk;
    await next.advance();
  }
}

interface Queue {
  first(): FoundChunk | undefined;
  advance(): Promise<void>;
}

const latest = (queue: Queue) => queue.first()?.latest ?? Number.NEGATIVE_INFINITY;
const none: Queue = { first: () => undefined, advance: async () => undefined };

async function openQueue(source: ChunkSource, log: number | undefined, span: Span): Promise<Queue> {
  let [page, at, count]: [FoundChunk[], number, number] = [[], 0, firstPage];
  const load = async (before: { latest: number; id: number }) => {
    page = await source.newest({ log, since: span.since, levels: span.levels, before, count });
    [at, count] = [0, Math.min(count * 2, largestPage)];
  };
  await load(end);
  return {
    first: () => page[at],
    advance: async () => {
      const last = page[at];
      at++;
      if (at >= page.length && last) await load(last);
    },
  };
}
