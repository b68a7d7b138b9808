// Front: all that a phone's request meets, put together: gate, server, and who is told of it.

import type { X509Certificate } from 'node:crypto';
import { type AccessOptions, openAccess } from './access/access.ts';
import { countRequests } from './admin/metrics.ts';
import { history } from './history/history.ts';
import { accessLog, notices } from './http/accessLog.ts';
import type { Address } from './http/listening.ts';
import { startHttp } from './http/server.ts';
import type { Log } from './log.ts';
import type { Dist } from './release.ts';
import { seldom } from './seldom.ts';
import type { LogStore } from './store/logs.ts';

export interface FrontOptions {
  address: Address;
  dist: Dist;
  /** where uploads other than logs are kept */
  data: string;
  logs: LogStore;
  firmware: string | undefined;
  access: AccessOptions;
  /** whose client certificates count */
  authorities(): X509Certificate[];
  log: Log;
}

export type Front = Awaited<ReturnType<typeof openFront>>;

/** Begins to answer phones; rejects where the address cannot be had. */
export async function openFront({ access, authorities, ...parts }: FrontOptions) {
  const { dist, data, log } = parts;
  const seen = history(dist);
  const requests = countRequests();
  const { gate, refusals, metrics } = openAccess(access, { dist, data, authorities, log });
  const witnesses = [accessLog(log), notices(log), seen.add, requests.witness, refusals.witness];
  const web = await startHttp({ ...parts, gate, witnesses });
  const say = seldom(log);
  // Told of a client that got no further than its address.
  const turnedAway = (address: string, reason: string) => {
    refusals.add({ mac: '', address, userAgent: '', path: '', reason });
    say(`${address} ${reason}`, { level: 'warn', event: 'refused', address, reason });
  };
  return { web, seen, requests, refusals, metrics, turnedAway };
}
