// Gate: what every request passes first. Who asks, what for, and whether the two go together.

import type { IpAddress } from '../../contract/cidr.ts';
import type { Gate, Matter } from '../http/gate.ts';
import { type Reply, refuse } from '../http/reply.ts';
import type { Tables } from '../tables.ts';
import { type Client, clientOf, neighbourhood } from './client.ts';
import { type Asset, assetOf } from './permit.ts';
import { type Asking, type Proofs, refusalOf } from './proof.ts';
import type { AccessTable } from './table.ts';

export interface GateParts extends Proofs {
  /** of one and the same release */
  current(): { tables: Tables; access: AccessTable };
  /** in place of the inventory's list */
  allowed: ((address: IpAddress) => boolean) | undefined;
  /** how many entries of X-Forwarded-For are believed */
  proxies: number;
}

/** A gate, and what it turned away, by reason. */
export interface Access {
  gate: Gate;
  refusals: Map<string, number>;
}

export function accessGate(parts: GateParts): Access {
  const refusals = new Map<string, number>();
  const gate: Gate = (asked, matter) => {
    const { tables, access } = parts.current();
    const forwarded = parts.proxies > 0 ? asked.header('x-forwarded-for') : undefined;
    const client = clientOf(asked.address, forwarded, parts.proxies);
    asked.address = client.text; // from here on, for logs and the history, too
    const asking = { asked, matter, client, asset: assetOf(matter, asked.method, tables), tables, access };
    const refusal = judge(asking, parts);
    const reason = refusal?.reason;
    if (reason !== undefined) refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
    return refusal;
  };
  return { gate, refusals };
}

function judge(asking: Asking, parts: GateParts): Reply | undefined {
  const { asked, matter, client, asset, access } = asking;
  const allowed = parts.allowed ?? access.allowed;
  if (allowed && !isAllowed(client, allowed)) return refuse(403, 'an address that is not allowed');
  if (asset.kind === 'open') return undefined;
  const address = neighbourhood(client);
  const wait = parts.guesses.wait(address, macOf(asset, matter));
  if (wait > 0 && (asset.kind === 'own' || asked.header('authorization') !== undefined))
    return { ...refuse(429, 'too many guesses'), headers: { 'retry-after': `${wait}` } };
  return refusalOf(asking, address, parts);
}

const macOf = (asset: Asset, { mac }: Matter) => (asset.kind === 'own' ? asset.mac : mac);

function isAllowed(client: Client, allowed: (address: IpAddress) => boolean): boolean {
  const address = client.address();
  return address !== undefined && allowed(address);
}
