// Servers: a SIP server is a host name or an address, and nothing around it.

import { isIP } from 'node:net';
import { believed, spotOf } from '../inventory/inventory.ts';
import { quoted } from '../source/quote.ts';
import type { Company, Remark } from './rule.ts';

export function* servers({ inventory }: Company): Iterable<Remark> {
  for (const entry of [
    ...believed(inventory.fleet),
    ...believed(inventory.sites),
    ...believed(inventory.phones),
  ]) {
    const server = entry.value.sip?.server;
    const message = server === undefined ? undefined : hostFault(server);
    if (message !== undefined) yield { message, spot: spotOf(entry, ['sip', 'server']) };
  }
}

function hostFault(text: string): string | undefined {
  if (isHost(text)) return undefined;
  const bare = text
    .replace(/^[a-z]+:(?:\/\/)?/i, '')
    .replace(/[/;?].*$/, '')
    .replace(/^.*@/, '');
  const port = /^(.*?):(\d{1,5})$/.exec(bare);
  const host = port?.[1] ?? bare;
  if (!isHost(host)) return `${quoted(text)} is no host name or address — for example pbx.example.com`;
  const rest = port ? `server: ${host}, port: ${port[2]}` : `server: ${host}`;
  return `${quoted(text)} is more than a host name or address — write ${rest}`;
}

// RFC 1123, with the underscore that some networks use; four numbers are an IPv4 address or nothing.
function isHost(text: string): boolean {
  if ((text.includes(':') || /^[\d.]+$/.test(text)) && isIP(text) !== 0) return true; // its pattern is slow to build
  if (text.length > 253 || /^[\d.]+$/.test(text)) return false;
  return text
    .replace(/\.$/, '')
    .split('.')
    .every(label => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label));
}
