// Access log: a record a request, and what an admin should hear of, once a phone and minute.

import type { Log, LogRecord } from '../log.ts';
import type { RequestRecord } from '../requestRecord.ts';
import { seldom } from '../seldom.ts';
import type { Handled } from './handle.ts';
import type { Witness } from './service.ts';

/** Writes a record for each request. */
export function accessLog(log: Log): Witness {
  return (asked, { reply, path, mac, phone }, { bytes, ms }) => {
    const record = {
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
      model: phone?.kind,
      version: phone?.version,
      reason: reply.reason,
    } satisfies RequestRecord;
    log(record);
  };
}

/** Says what is not as it should be: a refusal and why, a phone of another model than git says, one that no pack knows. */
export function notices(log: Log): Witness {
  const say = seldom(log);
  return ({ address, header }, handled) => {
    const found = noticed(handled);
    if (!found) return;
    const { mac } = handled;
    const userAgent = header('user-agent') ?? '';
    say(`${found.event} ${mac || address}`, { ...found, mac: mac || undefined, address, userAgent });
  };
}

function noticed({ reply, phone, target, path, inventory }: Handled): LogRecord | undefined {
  if (target === 'unclaimed') return { level: 'warn', event: 'unclaimed' };
  if (reply.reason !== undefined && reply.status >= 400)
    return { level: 'warn', event: 'refused', path, status: reply.status, reason: reply.reason };
  if (inventory === undefined || phone === undefined || inventory === phone.kind) return undefined;
  return { level: 'warn', event: 'other-model', inventory, claims: phone.kind };
}
