// Access flags: who may ask, over TLS or not, as the command line says it.

import { parseNetwork } from '../../contract/cidr.ts';
import type { AccessOptions } from '../../runtime/access/access.ts';
import type { TlsFiles } from '../../runtime/access/tls.ts';
import { usageError } from '../usage.ts';

export const accessHelp = `
  --https HOST:PORT     TLS for phones beside --http; needs --tls-cert and --tls-key (PEM), which may be renewed in place
  --tls-min VERSION     the lowest version: TLSv1, TLSv1.1, TLSv1.2 (default) or TLSv1.3; old phones know no TLSv1.2
  --tls-client-ca FILE  authorities of phones' certificates (PEM); may be given several times
  --allow CIDR,…        networks that may ask, in place of the inventory's provisioning.allow
  --trust-proxy N       so many proxies stand before this server: the Nth entry of X-Forwarded-For from the right counts
  --first-contact TIME  how long a new phone gets its files without proof, 24h or 0s, in place of the inventory's
`;

export const accessFlags = {
  https: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'tls-min': { type: 'string', default: 'TLSv1.2' },
  'tls-client-ca': { type: 'string', multiple: true },
  allow: { type: 'string', multiple: true },
  'trust-proxy': { type: 'string', default: '0' },
  'first-contact': { type: 'string' },
} as const;

interface Values {
  https?: string | undefined;
  'tls-cert'?: string | undefined;
  'tls-key'?: string | undefined;
  'tls-min': string;
  'tls-client-ca'?: string[] | undefined;
  allow?: string[] | undefined;
  'trust-proxy': string;
  'first-contact'?: string | undefined;
}

/** What the gate is told. A flag that cannot be understood is an error: it must not become "let everybody in". */
export function accessOptions({ allow, ...values }: Values): AccessOptions {
  const proxies = Number(values['trust-proxy']);
  if (!/^\d{1,2}$/.test(values['trust-proxy']))
    throw usageError(
      `--trust-proxy wants how many proxies there are, for example 1; got "${values['trust-proxy']}"`,
    );
  return { allow: allow && networks(allow), firstContact: milliseconds(values['first-contact']), proxies };
}

function networks(flags: string[]): string[] {
  const list = flags.flatMap(flag => flag.split(',')).map(text => text.trim());
  for (const text of list) {
    const read = parseNetwork(text);
    if ('fault' in read) throw usageError(`--allow: "${text}" ${read.fault}`);
  }
  return list;
}

const units: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function milliseconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, number, unit = ''] = /^(\d{1,6})\s*([smhd])$/.exec(text) ?? [];
  if (number === undefined) throw usageError(`--first-contact wants a time, for example 24h; got "${text}"`);
  return Number(number) * (units[unit] ?? 0);
}

const versions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;

/** The TLS files, where --https was given. */
export function tlsFiles({ https, ...values }: Values): TlsFiles | undefined {
  const { 'tls-cert': cert, 'tls-key': key, 'tls-client-ca': clientCa = [] } = values;
  const min = versions.find(version => version === values['tls-min']);
  if (!min) throw usageError(`--tls-min wants one of ${versions.join(', ')}; got "${values['tls-min']}"`);
  if (https === undefined) {
    if (cert === undefined && key === undefined && clientCa.length === 0) return undefined;
    throw usageError('--tls-cert, --tls-key and --tls-client-ca have no effect without --https HOST:PORT');
  }
  if (cert === undefined || key === undefined)
    throw usageError('--https needs --tls-cert FILE and --tls-key FILE');
  return { cert, key, clientCa, min };
}
