// Advice: what an admin should know of the rules of access when the runtime starts.

import { parseAddress } from '../../contract/cidr.ts';
import { asksProof } from './permit.ts';
import type { AccessTable } from './table.ts';

interface Setting {
  /** where we listen */
  host: string;
  /** networks are named on the command line */
  hasList: boolean;
  /** phones are asked for client certificates */
  asksCertificates: boolean;
}

/** Sentences on rules that let in more, or less, than anybody can want. */
export function adviceOn(access: AccessTable, { host, hasList, asksCertificates }: Setting): string[] {
  const isOpen = !asksProof(access) && !access.allowed && !hasList && !isLoopback(host);
  return [
    ...(isOpen
      ? [
          "whoever reaches this server may read every phone's file, SIP passwords among them — name networks in provisioning.allow, or set auth (docs/security.md)",
        ]
      : []),
    ...(access.certificates.require && !asksCertificates
      ? [
          'the inventory requires client certificates, and phones cannot show any here — give --https and --tls-client-ca',
        ]
      : []),
  ];
}

function isLoopback(host: string): boolean {
  const address = parseAddress(host);
  return address?.family === 4
    ? address.value >> 24n === 127n
    : address?.value === 1n || host === 'localhost';
}
