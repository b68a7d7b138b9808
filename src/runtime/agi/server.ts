// Server: our own apps over FastAGI, each call with the data of the moment, and a line in the log.

import type { Log } from '../log.ts';
import { apps } from './apps/index.ts';
import type { AgiData } from './data.ts';
import { type AgiAddress, type FastAgi, startFastAgi } from './fastAgi.ts';
import { type Env, scriptOf } from './protocol/env.ts';
import { speak } from './speak.ts';
import type { Ending } from './talk.ts';

export interface AgiOptions {
  address: AgiAddress;
  /** asked at each call, so that new tables are taken up between calls */
  data(): AgiData;
  log: Log;
  /** milliseconds that a call may wait for us */
  deadline?: number;
  /** milliseconds for the env, which Asterisk sends at once */
  handshake?: number;
  /** connections at once */
  most?: number;
}

export type AgiServer = FastAgi;

// Asterisk itself has no read timeout, so this bounds what a stuck peer costs us, not what we cost a call.
const defaults = { deadline: 6000, handshake: 2000, most: 1000 };

/** Starts the server; rejects where it cannot listen. */
export function startAgi(options: AgiOptions): Promise<AgiServer> {
  const { log, data } = options;
  return startFastAgi({
    ...defaults,
    ...options,
    route: env => {
      const app = apps.get(scriptOf(env));
      return app && speak(app(env, data()));
    },
    ended: (ending, env) => report(log, ending, env),
    troubled: ({ message }) => log({ level: 'error', event: 'agi', message }),
  });
}

function report(log: Log, ending: Ending, env: Env | undefined): void {
  if (!env && ending.kind === 'closed') return; // a health check, not a call
  const { kind, ...rest } = ending;
  const isFine = kind === 'done' || kind === 'closed';
  log({
    level: kind === 'failed' ? 'error' : isFine ? 'info' : 'warn',
    event: 'agi',
    script: env && scriptOf(env),
    ending: kind,
    ...rest,
  });
}
