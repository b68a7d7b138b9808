// Serve: the runtime, put together. It knows dist/ and what phones send, nothing else.

import { type AccessOptions, openAccess } from './access/access.ts';
import type { TlsFiles } from './access/tls.ts';
import { startAgi } from './agi/server.ts';
import { openDist } from './dist.ts';
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
  /** TLS beside it */
  https?: { address: Address; files: TlsFiles } | undefined;
  access?: AccessOptions;
  agi: Address | undefined;
  /** where uploads are kept */
  data: string;
  firmware: string | undefined;
  log: Log;
}

export interface Runtime {
  http: Address;
  https: Address | undefined;
  agi: Address | undefined;
  /** requests and calls that are under way finish first */
  stop(): Promise<void>;
}

/** Starts answering phones and calls; throws or rejects where dist/ cannot be read or an address cannot be had. */
export async function serve(options: ServeOptions): Promise<Runtime> {
  const { http, https, access = {}, agi, data, firmware, log } = options;
  const dist = openDist(options.dist, log);
  const running: { stop(): unknown }[] = [dist];
  const stop = async () => {
    await Promise.all(running.map(part => part.stop()));
  };
  const started = <T extends { stop(): unknown }>(part: T): T => {
    running.push(part);
    return part;
  };
  try {
    // node:tls is loaded only where somebody listens with it.
    const tls = https && started((await import('./access/tls.ts')).openTls(https.files, log));
    const { gate } = openAccess(access, { dist, data, log, authorities: () => tls?.authorities() ?? [] });
    const web = started(await startHttp({ address: http, dist, data, firmware, gate, log }));
    const secure = tls && started(await tls.listen(https.address, web.take));
    const calls = agi && started(await startAgi({ address: agi, data: () => dist.current().agi, log }));
    const { manifest, files } = dist.current().tables;
    const addresses = { http: web.address, https: secure?.address, agi: calls?.address };
    log({ level: 'info', event: 'started', fleet: manifest.fleet, files: files.size, ...addresses });
    return { ...addresses, stop: () => stop().then(() => log({ level: 'info', event: 'stopped' })) };
  } catch (error) {
    await stop();
    throw error;
  }
}
