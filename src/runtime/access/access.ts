// Access: the gate, put together for one runtime.

import type { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import type { Metric } from '../admin/metrics.ts';
import type { Gate } from '../http/gate.ts';
import type { Log } from '../log.ts';
import type { Dist } from '../release.ts';
import { firstContacts } from './firstContact.ts';
import { accessGate } from './gate.ts';
import { guesses } from './guesses.ts';
import { nonces } from './nonce.ts';
import { passwords } from './password.ts';
import { type Refusals, refusals } from './refusals.ts';
import { allowList } from './table.ts';

/** What the command line says of access; what it leaves out is the inventory's. */
export interface AccessOptions {
  /** CIDRs */
  allow?: string[] | undefined;
  /** milliseconds */
  firstContact?: number | undefined;
  /** how many proxies stand before us */
  proxies?: number | undefined;
}

interface Surroundings {
  dist: Dist;
  /** where first contacts are noted down */
  data: string;
  /** whose client certificates count */
  authorities(): X509Certificate[];
  log: Log;
}

export interface Access {
  gate: Gate;
  refusals: Refusals;
  metrics(): Metric[];
}

/** Throws for a network that is none, and where the folder for data cannot be read. */
export function openAccess(
  { allow, firstContact, proxies = 0 }: AccessOptions,
  { dist, data, authorities, log }: Surroundings,
): Access {
  const guessed = guesses();
  const refused = refusals();
  const gate = accessGate({
    current: () => dist.current(),
    allowed: allow && allowList(allow),
    firstContact,
    proxies,
    authorities,
    passwords: passwords(nonces()),
    guesses: guessed,
    contacts: firstContacts(join(data, 'first-contact.jsonl')),
    log,
  });
  return { gate, refusals: refused, metrics: () => [refused.metric(), slowed(guessed.slowed().length)] };
}

const slowed = (value: number): Metric => ({
  name: 'plugtone_slowed_addresses',
  type: 'gauge',
  help: 'Addresses that are slowed because they guess.',
  values: [{ value }],
});
