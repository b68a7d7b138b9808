// Serve: the runtime, put together. It knows dist/ and what phones send, nothing else.

import { join } from 'node:path';
import { makeFolder } from '../contract/folder.ts';
import type { AccessOptions } from './access/access.ts';
import { adviceOn } from './access/advice.ts';
import type { TlsFiles } from './access/tls.ts';
import { startAdmin } from './admin/server.ts';
import { status } from './admin/status.ts';
import { startAgi } from './agi/server.ts';
import { openDist } from './dist.ts';
import { openFront } from './front.ts';
import { keepSnapshot } from './history/snapshot.ts';
import type { Address } from './http/listening.ts';
import { keepCode } from './keepCode.ts';
import type { Log } from './log.ts';
import { rehearse } from './rehearsal/rehearsal.ts';
import { openLocalStore } from './store/local.ts';
import { openSharedStore } from './store/shared.ts';

export type { Address };

export interface ServeOptions {
  dist: string;
  http: Address;
  /** TLS beside it */
  https?: { address: Address; files: TlsFiles } | undefined;
  access?: AccessOptions;
  admin: Address | undefined;
  agi: Address | undefined;
  /** where uploads and the request history are kept */
  data: string;
  firmware: string | undefined;
  /** `postgres://…`: where logs are kept, if not below `data` */
  store?: string | undefined;
  log: Log;
  /** has made-up phones ask before real ones do, and V8 keep what it learns by it */
  rehearse?: boolean;
}

export interface Runtime {
  http: Address;
  https: Address | undefined;
  admin: Address | undefined;
  agi: Address | undefined;
  /** what keeps us from serving, or undefined */
  trouble: string | undefined;
  /** what an admin should know of who may have what */
  advice: string[];
  /** requests and calls that are under way finish first */
  stop(): Promise<void>;
}

interface Stoppable {
  stop(): Promise<void> | void;
}

/** Starts answering phones and calls; rejects where an address cannot be had. */
export async function serve(options: ServeOptions): Promise<Runtime> {
  const { log, data, firmware, https, access = {} } = options;
  makeFolder(data);
  const dist = openDist(options.dist, log);
  const started: Stoppable[] = [dist];
  const keeping = {
    zoneOf: (mac: string, name: string) => dist.current().zones.of(mac, name),
    limits: () => dist.current().tables.manifest.logs,
    log,
  };
  const logs =
    options.store === undefined
      ? openLocalStore({ folder: join(data, 'logs'), ...keeping })
      : openSharedStore({ url: options.store, ...keeping });
  const stop = async () => {
    await Promise.all(started.map(part => part.stop()));
    await logs.stop(); // last: uploads on their way end first
    log({ level: 'info', event: 'stopped' });
  };
  const begun = async <Part extends Stoppable>(part: Promise<Part>): Promise<Part> => {
    started.push(await part);
    return part;
  };
  try {
    // node:tls is loaded only where somebody listens with it.
    const tls = https && (await import('./access/tls.ts')).openTls(https.files, log);
    if (tls) started.push(tls);
    const authorities = () => tls?.authorities() ?? [];
    const { web, seen, requests, refusals, metrics, turnedAway } = await openFront({
      address: options.http,
      dist,
      data,
      logs,
      firmware,
      access,
      authorities,
      log,
    });
    started.push(web);
    if (options.rehearse)
      started.push(
        keepCode(requests.count),
        rehearse({
          data: join(data, 'rehearsal'),
          connections: web.connections,
          answered: requests.count,
        }),
      );
    const secure = https && (await tls?.listen(https.address, web.take, turnedAway));
    if (secure) started.push(secure);
    started.push(keepSnapshot(data, seen, log));
    const shown = status({
      dist,
      history: seen,
      requests,
      connections: web.connections,
      refused: refusals.list,
      more: metrics,
    });
    const admin = options.admin && (await begun(startAdmin(options.admin, shown)));
    const calls =
      options.agi && (await begun(startAgi({ address: options.agi, data: () => dist.current().agi, log })));
    const { manifest, files } = dist.current().tables;
    const setting = {
      host: options.http.host,
      hasList: access.allow !== undefined,
      asksCertificates: authorities().length > 0,
    };
    const advice = dist.isEmpty() ? [] : adviceOn(dist.current().access, setting);
    log({
      level: 'info',
      event: 'started',
      fleet: manifest.fleet,
      files: files.size,
      http: web.address,
      https: secure?.address,
      admin: admin?.address,
      agi: calls?.address,
    });
    return {
      http: web.address,
      https: secure?.address,
      admin: admin?.address,
      agi: calls?.address,
      trouble: shown.notReady()[0],
      advice,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
