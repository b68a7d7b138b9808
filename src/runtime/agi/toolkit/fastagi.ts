// Fastagi: people's scripts as a FastAGI server.

import { type AgiAddress, type FastAgi, startFastAgi } from '../fastAgi.ts';
import { type Env, scriptOf } from '../protocol/env.ts';
import type { Ending } from '../talk.ts';
import type { Script } from './call.ts';
import { converse } from './converse.ts';
import { type DebugOptions, tracing } from './trace.ts';

/** What became of a call. */
export interface CallRecord {
  script: string;
  ending: Ending['kind'];
  /** what went wrong */
  fault: string | undefined;
  env: Env | undefined;
}

export interface FastAgiServerOptions extends Partial<AgiAddress>, DebugOptions {
  /** milliseconds that a call waits for the script in all, 6000; what Asterisk plays, dials or records does not count */
  deadline?: number;
  /** milliseconds for a connection to say what call it is, 2000 */
  handshake?: number;
  /** connections at once, 1000 */
  most?: number;
  /** told of every call; by default what went wrong goes to stderr */
  log?: (record: CallRecord) => void;
}

/** One script for every name, or scripts by the name in `agi://host/name`. */
export type Scripts = Script | Readonly<Record<string, Script>>;

/**
 * Serves scripts to Asterisk's `AGI(agi://host/name)`; rejects where it cannot listen. FastAGI has no password:
 * it listens on 127.0.0.1:4573 unless told otherwise. A name that is not there answers AGISTATUS=FAILURE.
 */
export function fastagi(scripts: Scripts, options: FastAgiServerOptions = {}): Promise<FastAgi> {
  const { host = '127.0.0.1', port = 4573, log = complain } = options;
  const { deadline = 6000, handshake = 2000, most = 1000 } = options;
  const route = (env: Env) => {
    const script = find(scripts, scriptOf(env));
    return script && converse(script);
  };
  return startFastAgi({
    address: { host, port },
    deadline,
    handshake,
    most,
    route,
    trace: tracing(options),
    ended: (ending, env) => {
      if (env || ending.kind !== 'closed') log(recordOf(ending, env)); // else a health check, and no call
    },
    troubled: ({ message }) => log({ script: '', ending: 'failed', fault: message, env: undefined }),
  });
}

function find(scripts: Scripts, name: string): Script | undefined {
  if (typeof scripts === 'function') return scripts;
  return Object.hasOwn(scripts, name) ? scripts[name] : undefined;
}

const recordOf = (ending: Ending, env: Env | undefined): CallRecord => ({
  script: env ? scriptOf(env) : '',
  ending: ending.kind,
  fault: 'fault' in ending ? ending.fault : undefined,
  env,
});

function complain({ script, ending, fault }: CallRecord): void {
  if (ending === 'done' || ending === 'closed' || ending === 'refused') return;
  process.stderr.write(`plugtone agi: ${script || 'a connection'}: ${fault ?? faults[ending]}\n`);
}

const faults: Partial<Record<Ending['kind'], string>> = {
  unknown: 'no script of that name',
  timeout: 'the time was up',
};
