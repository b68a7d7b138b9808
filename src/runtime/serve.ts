// Serve: the runtime, put together. It knows dist/ and what phones send, nothing else.

import { join } from 'node:path';
import { startAgi } from './agi/server.ts';
import { openDist } from './dist.ts';
import { startHttp } from './http/server.ts';
import type { Log } from './log.ts';
import { openLocalStore } from './store/local.ts';

export interface Address {
  host: string;
  /** 0 for any free one */
  port: number;
}

export interface ServeOptions {
  dist: string;
  http: Address;
  agi: Address | undefined;
  /** where uploads are kept */
  data: string;
  firmware: string | undefined;
  log: Log;
}

export interface Runtime {
  http: Address;
  agi: Address | undefined;
  /** requests and calls that are under way finish first */
  stop(): Promise<void>;
}

/** Starts answering phones and calls; throws or rejects where dist/ cannot be read or an address cannot be had. */
export async function serve({
  dist: folder,
  http,
  agi,
  data,
  firmware,
  log,
}: ServeOptions): Promise<Runtime> {
  const dist = openDist(folder, log);
  const logs = openLocalStore({
    folder: join(data, 'logs'),
    dist: folder,
    limits: () => dist.current().tables.manifest.logs,
    log,
  });
  const web = await startHttp({ address: http, dist, data, logs, firmware, log });
  const calls =
    agi &&
    (await startAgi({ address: agi, data: () => dist.current().agi, log }).catch(failed =>
      web.stop().then(() => Promise.reject(failed)),
    ));
  const { manifest, files } = dist.current().tables;
  log({
    level: 'info',
    event: 'started',
    fleet: manifest.fleet,
    files: files.size,
    http: web.address,
    agi: calls?.address,
  });
  const stop = async () => {
    dist.stop();
    await Promise.all([web.stop(), calls?.stop()]);
    await logs.stop();
    log({ level: 'info', event: 'stopped' });
  };
  return { http: web.address, agi: calls?.address, stop };
}
