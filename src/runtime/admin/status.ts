// Status: what the admin pages tell of, gathered from all of the runtime.

import type { Refusal } from '../access/refusals.ts';
import type { History } from '../history/history.ts';
import { type PhoneRow, phoneRows, type State, states } from '../history/state.ts';
import type { Unclaimed } from '../history/unclaimed.ts';
import type { Dist } from '../release.ts';
import type { Metric, Requests } from './metrics.ts';

export interface Sources {
  dist: Dist;
  history: History;
  requests: Requests;
  /** connections that are open to phones */
  connections(): number;
  /** who was turned away lately, newest first; times in milliseconds */
  refused?: () => Refusal[];
  /** further metrics, of other rooms */
  more?: () => Metric[];
}

export interface Status {
  /** what keeps us from serving, one sentence each; empty where we are ready */
  notReady(): string[];
  /** what is amiss while we serve on */
  warnings(): string[];
  phones(state?: State): PhoneRow[];
  unclaimed(): (Omit<Unclaimed, 'firstSeen' | 'lastSeen'> & { firstSeen: string; lastSeen: string })[];
  refused(): (Omit<Refusal, 'firstSeen' | 'lastSeen'> & { firstSeen: string; lastSeen: string })[];
  metrics(): Metric[];
}

/** Gathers; `now` in milliseconds. */
export function status(sources: Sources, now: () => number = Date.now): Status {
  const { dist, history, requests } = sources;
  const phones = (state?: State) => {
    const rows = phoneRows(dist.current().tables, history.get, Math.floor(now() / 1000));
    return state ? rows.filter(row => row.states.includes(state)) : rows;
  };
  return {
    phones,
    warnings: () => {
      const trouble = dist.isEmpty() ? undefined : dist.trouble();
      return trouble === undefined ? [] : [`${trouble}; serving the last good one`];
    },
    notReady: () => (dist.isEmpty() ? [dist.trouble() ?? 'dist/ is being read'] : []),
    unclaimed: () =>
      history.unclaimed
        .list()
        .map(entry => ({ ...entry, firstSeen: iso(entry.firstSeen), lastSeen: iso(entry.lastSeen) })),
    refused: () =>
      (sources.refused?.() ?? []).map(entry => ({
        ...entry,
        firstSeen: iso(entry.firstSeen / 1000),
        lastSeen: iso(entry.lastSeen / 1000),
      })),
    metrics: () => [...requests.metrics(), ...gauges(sources, phones()), ...(sources.more?.() ?? [])],
  };
}

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

function gauges({ dist, history, connections }: Sources, rows: PhoneRow[]): Metric[] {
  const { tables, at } = dist.current();
  const gauge = (name: string, help: string, value: number): Metric => ({
    name,
    type: 'gauge',
    help,
    values: [{ value }],
  });
  return [
    gauge(
      'plugtone_dist_good',
      'Whether dist/ as it now lies on disk is what is served (1) or cannot be (0).',
      dist.trouble() === undefined ? 1 : 0,
    ),
    gauge(
      'plugtone_dist_loaded_timestamp_seconds',
      'When the release that is served was taken up.',
      at / 1000,
    ),
    gauge('plugtone_dist_files', 'Files of the release that is served.', tables.files.size),
    gauge('plugtone_dist_held_bytes', 'Bytes of files in memory.', dist.contents.size()),
    gauge('plugtone_http_connections', 'Open connections of phones.', connections()),
    gauge('plugtone_phones', 'Phones of the inventory.', rows.length),
    gauge('plugtone_unclaimed', 'Askers that no pack or no inventory knows.', history.unclaimed.size()),
    {
      name: 'plugtone_phones_in_state',
      type: 'gauge',
      help: 'Phones that are stale, silent, in a reboot loop, or of another model than the inventory says.',
      values: states.map(state => ({
        labels: { state },
        value: rows.filter(row => row.states.includes(state)).length,
      })),
    },
    gauge('process_resident_memory_bytes', 'Memory of this process.', process.memoryUsage.rss()),
    gauge(
      'process_start_time_seconds',
      'When this process started.',
      (Date.now() - process.uptime() * 1000) / 1000,
    ),
  ];
}
