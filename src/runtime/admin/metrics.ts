// Metrics: what the runtime counts, in the text format that Prometheus reads.

import type { Witness } from '../http/service.ts';

export interface Requests {
  witness: Witness;
  /** requests answered so far */
  count(): number;
  /** the counters as metrics */
  metrics(): Metric[];
}

export interface Metric {
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  values: Value[];
}

export interface Value {
  /** what is put to the name, `_bucket` */
  suffix?: string;
  labels?: Record<string, string>;
  value: number;
}

const bounds = [0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1000, 10_000]; // milliseconds
const methods = new Set(['GET', 'HEAD', 'PUT', 'POST', 'OPTIONS', 'DELETE']);

/** Counts requests by method and status, their bytes and how long they took. */
export function countRequests(): Requests {
  const counts = new Map<string, number>();
  const buckets = new Array<number>(bounds.length + 1).fill(0);
  let [bytesSent, milliseconds] = [0, 0];
  const witness: Witness = ({ method: asked }, { reply: { status } }, { bytes, ms }) => {
    const method = methods.has(asked) ? asked : 'other'; // a client must not make new series
    const key = `${method} ${status}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    bytesSent += bytes;
    milliseconds += ms;
    let bucket = 0;
    while (ms > (bounds[bucket] ?? Number.POSITIVE_INFINITY)) bucket++;
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  };
  const metrics = (): Metric[] => [
    {
      name: 'plugtone_http_requests_total',
      type: 'counter',
      help: 'Requests answered.',
      values: [...counts].map(([key, value]) => {
        const [method = '', status = ''] = key.split(' ');
        return { labels: { method, status }, value };
      }),
    },
    {
      name: 'plugtone_http_response_bytes_total',
      type: 'counter',
      help: 'Bytes of reply bodies.',
      values: [{ value: bytesSent }],
    },
    {
      name: 'plugtone_http_request_duration_seconds',
      type: 'histogram',
      help: 'From a request read to its reply handed to the kernel.',
      values: histogram(buckets, milliseconds / 1000),
    },
  ];
  const count = () => buckets.reduce((sum, some) => sum + some, 0);
  return { witness, count, metrics };
}

function histogram(buckets: number[], sum: number): Value[] {
  let total = 0;
  const values: Value[] = buckets.map((count, index) => {
    total += count;
    const bound = bounds[index];
    return {
      suffix: '_bucket',
      labels: { le: bound === undefined ? '+Inf' : String(bound / 1000) },
      value: total,
    };
  });
  return [...values, { suffix: '_sum', value: sum }, { suffix: '_count', value: total }];
}

/** The text of metrics, format 0.0.4. */
export function printMetrics(metrics: Metric[]): string {
  return metrics
    .map(({ name, type, help, values }) => {
      const lines = values.map(
        ({ suffix = '', labels, value }) => `${name}${suffix}${printLabels(labels)} ${value}\n`,
      );
      return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
    })
    .join('');
}

function printLabels(labels: Record<string, string> = {}): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
