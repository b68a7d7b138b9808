// Pages: what each path of the admin listener answers, as a value.

import { states } from '../history/state.ts';
import { printMetrics } from './metrics.ts';
import { overview } from './overview.ts';
import type { Status } from './status.ts';

export interface Page {
  status: number;
  type: string;
  body: string;
}

const json = (value: unknown, status = 200): Page => ({
  status,
  type: 'application/json',
  body: `${JSON.stringify(value)}\n`,
});
const text = (body: string, status = 200): Page => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${body}\n`,
});

/** The page at a path with its query; undefined where there is none. */
export function page(path: string, query: URLSearchParams, status: Status): Page | undefined {
  if (path === '/healthz') return text('ok');
  if (path === '/readyz') return ready(status.notReady(), status.warnings());
  if (path === '/metrics')
    return {
      status: 200,
      type: 'text/plain; version=0.0.4; charset=utf-8',
      body: printMetrics(status.metrics()),
    };
  if (path === '/phones.json') return phones(query.get('state'), status);
  if (path === '/unclaimed.json') return json(status.unclaimed());
  if (path === '/')
    return { status: 200, type: 'text/html; charset=utf-8', body: overview(status, query.get('state')) };
  return undefined;
}

// Ready, though all is not well, is ready still: a load balancer must not take away what serves.
const ready = (faults: string[], warnings: string[]) =>
  faults.length === 0 ? text(['ready', ...warnings].join('\n')) : text(faults.join('\n'), 503);

function phones(wish: string | null, status: Status): Page {
  const state = states.find(known => known === wish);
  if (wish !== null && !state)
    return json({ error: `no state "${wish}"; there are ${states.join(', ')}` }, 400);
  return json(status.phones(state));
}
