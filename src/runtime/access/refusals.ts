// Refusals: who was turned away lately and why, for the admin's pages and metrics.

import type { Metric } from '../admin/metrics.ts';
import type { Witness } from '../http/service.ts';

export interface Refusal {
  /** empty where the request named none */
  mac: string;
  address: string;
  userAgent: string;
  /** of the last such request */
  path: string;
  reason: string;
  /** milliseconds since 1970 */
  firstSeen: number;
  lastSeen: number;
  requests: number;
}

export interface Refusals {
  witness: Witness;
  /** takes in one that was no request */
  add(refusal: Told): void;
  /** newest first */
  list(): Refusal[];
  metric(): Metric;
}

/** Who was turned away, and why. */
export type Told = Pick<Refusal, 'mac' | 'address' | 'userAgent' | 'path' | 'reason'>;

const most = 500;
const statuses = new Set([401, 403, 429]);

/** Keeps one entry a phone (or address) and reason; of more than five hundred, those heard of longest ago go. */
export function refusals(now: () => number = Date.now): Refusals {
  const known = new Map<string, Refusal>();
  const counts = new Map<string, number>();
  const witness: Witness = (asked, { reply: { status, reason }, path, mac }) => {
    if (reason === undefined || !statuses.has(status)) return;
    add({ mac, address: asked.address, userAgent: asked.header('user-agent') ?? '', path, reason });
  };
  const add = (told: Told) => {
    const { mac, address, reason } = told;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
    const key = `${mac || address} ${reason}`;
    const before = known.get(key);
    known.delete(key); // and back to the end
    if (known.size >= most) known.delete(known.keys().next().value ?? '');
    const copied: Told = JSON.parse(JSON.stringify(told)); // no slices of requests; the same value
    known.set(key, {
      ...copied,
      firstSeen: before?.firstSeen ?? now(),
      lastSeen: now(),
      requests: (before?.requests ?? 0) + 1,
    });
  };
  const metric = (): Metric => ({
    name: 'plugtone_refusals_total',
    type: 'counter',
    help: 'Requests that were turned away, by reason.',
    values: [...counts].map(([reason, value]) => ({ labels: { reason }, value })),
  });
  return { witness, add, list: () => [...known.values()].reverse(), metric };
}
