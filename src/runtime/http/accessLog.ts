// Access log: a record a request, and what an admin should hear of, once a phone and minute.

import type { Dist } from '../dist.ts';
import type { Log, LogRecord } from '../log.ts';
import { seldom } from '../seldom.ts';
import type { Handled } from './handle.ts';
import type { Witness } from './service.ts';

/** Writes a record for each request. */
export function accessLog(log: Log): Witness {
  return (asked, { reply, path, mac, phone }, { bytes, ms }) =>
    log({
      level: reply.status >= 500 ? 'error' : 'info',
      event: 'request',
      method: asked.method,
      path,
      status: reply.status,
      bytes,
      ms: Math.round(ms * 10) / 10,
      address: asked.address,
      userAgent: asked.header('user-agent'),
      mac: mac || undefined,
      model: phone && `${phone.pack}/${phone.model}`,
      version: phone?.version,
      reason: reply.reason,
    });
}

/** Says what is not as it should be: a refusal and why, a phone of another model than git says, one that no pack knows. */
export function notices(dist: Dist, log: Log): Witness {
  const say = seldom(log);
  return ({ address, header }, handled) => {
    const expected = dist.current().tables.phones.get(handled.mac);
    const found = noticed(handled, expected);
    if (!found) return;
    const { mac } = handled;
    const userAgent = header('user-agent') ?? '';
    say(`${found.event} ${mac || address}`, { ...found, mac: mac || undefined, address, userAgent });
  };
}

function noticed(
  { reply, phone, target, path }: Handled,
  expected: string | undefined,
): LogRecord | undefined {
  if (target === 'unclaimed') return { level: 'warn', event: 'unclaimed' };
  if (reply.reason !== undefined && reply.status >= 400)
    return { level: 'warn', event: 'refused', path, status: reply.status, reason: reply.reason };
  const claims = phone && `${phone.pack}/${phone.model}`;
  if (expected === undefined || claims === undefined || expected === claims) return undefined;
  return { level: 'warn', event: 'other-model', inventory: expected, claims };
}
