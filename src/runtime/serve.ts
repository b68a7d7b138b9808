// Serve: the runtime, put together. It knows dist/ and what phones send, nothing else.

import { mkdirSync } from 'node:fs';
import { countRequests } from './admin/metrics.ts';
import { startAdmin } from './admin/server.ts';
import { status } from './admin/status.ts';
import { startAgi } from './agi/server.ts';
import { openDist } from './dist.ts';
import { history } from './history/history.ts';
import { keepSnapshot } from './history/snapshot.ts';
import { accessLog, notices } from './http/accessLog.ts';
import { startHttp } from './http/server.ts';
import type { Log } from './log.ts';

export interface Address {
  host: string;
  /** 0 for any free one */
  port: number;
}

export interface ServeOptions {
  dist: string;
  http: Address;
  admin: Address | undefined;
  agi: Address | undefined;
  /** where uploads and the request history are kept */
  data: string;
  firmware: string | undefined;
  log: Log;
}

export interface Runtime {
  http: Address;
  admin: Address | undefined;
  agi: Address | undefined;
  /** what keeps us from serving, or undefined */
  trouble: string | undefined;
  /** requests and calls that are under way finish first */
  stop(): Promise<void>;
}

interface Stoppable {
  stop(): Promise<void> | void;
}

/** Starts answering phones and calls; rejects where an address cannot be had. */
export async function serve(options: ServeOptions): Promise<Runtime> {
  const { log, data, firmware } = options;
  mkdirSync(data, { recursive: true, mode: 0o750 });
  const dist = openDist(options.dist, log);
  const started: Stoppable[] = [dist];
  const stop = async () => {
    await Promise.all(started.map(part => part.stop()));
    log({ level: 'info', event: 'stopped' });
  };
  const begun = async <Part extends Stoppable>(part: Promise<Part>): Promise<Part> => {
    started.push(await part);
    return part;
  };
  try {
    const seen = history(dist);
    const requests = countRequests();
    const witnesses = [accessLog(log), notices(log), seen.add, requests.witness];
    const web = await begun(startHttp({ address: options.http, dist, data, firmware, log, witnesses }));
    started.push(keepSnapshot(data, seen, log));
    const shown = status({ dist, history: seen, requests, connections: web.connections });
    const admin = options.admin && (await begun(startAdmin(options.admin, shown)));
    const calls =
      options.agi && (await begun(startAgi({ address: options.agi, data: () => dist.current().agi, log })));
    const { manifest, files } = dist.current().tables;
    log({
      level: 'info',
      event: 'started',
      fleet: manifest.fleet,
      files: files.size,
      http: web.address,
      admin: admin?.address,
      agi: calls?.address,
    });
    return {
      http: web.address,
      admin: admin?.address,
      agi: calls?.address,
      trouble: shown.notReady()[0],
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
