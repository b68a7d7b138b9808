// Certificate: which phone a client certificate stands for, or why it stands for none.

import { X509Certificate } from 'node:crypto';
import type { PeerCertificate } from 'node:tls';
import { type Mac, parseMac } from '../../contract/mac.ts';

export type CertificateProof = { mac: Mac } | { reason: string };

export interface CertificateRules {
  /** what O may be; empty: anything */
  organizations: Set<string>;
  expired: 'refuse' | 'allow';
  /** those whose word counts */
  authorities: X509Certificate[];
}

/** What a handshake brought. */
export interface ShownCertificate {
  /** with its issuers */
  peer: PeerCertificate;
  /** TLS, too, found nothing to complain of, on its way to one of the authorities */
  isVerified: boolean;
}

/**
 * What a peer's certificate proves. TLS itself lets all of
 * them in (Node would tell a phone nothing), so the chain is verified here, signature by signature. OpenSSL's own verdict
 * is no help for expired ones: it names its last complaint only, so that a forged certificate that has expired, too,
 * looks like one that merely has.
 */
export function proveCertificate(
  { peer, isVerified }: ShownCertificate,
  rules: CertificateRules,
  now = new Date(),
): CertificateProof {
  const chain = chainOf(peer);
  if (chain.length === 0) return { reason: 'a certificate that cannot be read' };
  const fault = chainFault({ chain, isVerified }, rules, now) ?? subjectFault(peer, rules);
  if (fault !== undefined) return { reason: fault };
  const mac = macOf(peer.subject?.CN);
  return mac ? { mac } : { reason: "a certificate whose CN is no phone's MAC" };
}

const longestChain = 5;

// Node links the certificates that came in the handshake by issuerCertificate; a self-signed one is its own issuer.
function chainOf(peer: PeerCertificate): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next: PeerCertificate | undefined = peer;
  while (next?.raw && chain.length < longestChain) {
    const read = readCertificate(next.raw);
    if (!read) return chain;
    chain.push(read);
    const issuer: PeerCertificate | undefined =
      'issuerCertificate' in next ? (next.issuerCertificate as PeerCertificate) : undefined; // detailed ones have it
    next = issuer === next ? undefined : issuer;
  }
  return chain;
}

function readCertificate(bytes: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes);
  } catch {
    return undefined;
  }
}

interface Chain {
  chain: X509Certificate[];
  isVerified: boolean;
}

/** Follows issuers from the leaf up to an authority of ours. */
function chainFault({ chain, isVerified }: Chain, rules: CertificateRules, now: Date): string | undefined {
  const { authorities } = rules;
  for (const [depth, certificate] of chain.entries()) {
    const fault = timeFault(certificate, rules, now);
    if (fault !== undefined) return fault;
    if (depth > 0 && !certificate.ca) return 'a certificate whose issuer may not issue any';
    if (depth === 0 && !mayBeClient(certificate)) return 'a certificate that is not for clients';
    const authority = authorities.find(one => issued(one, certificate));
    if (authority)
      return timeFault(authority, rules, now) && 'a certificate of an authority that has expired';
    const issuer = chain[depth + 1];
    // Node 24.21 and 26.8 lose the issuers of a chain that TLS has verified: https://github.com/nodejs/node/issues/65579
    if (!issuer && isVerified && depth === 0) return undefined;
    if (!issuer)
      return chain.length === 1 && issued(certificate, certificate)
        ? 'a self-signed certificate'
        : 'a certificate of an unknown issuer';
    if (!issued(issuer, certificate)) return 'a certificate that its issuer did not sign';
  }
  return 'a certificate with too long a chain';
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false; // a key of a kind that OpenSSL does not know
  }
}

function timeFault(
  { validFrom, validTo }: X509Certificate,
  { expired }: CertificateRules,
  now: Date,
): string | undefined {
  if (!(Date.parse(validFrom) <= now.getTime())) return 'a certificate that is not valid yet';
  return expired === 'allow' || now.getTime() <= Date.parse(validTo) ? undefined : 'an expired certificate';
}

const clientAuth = '1.3.6.1.5.5.7.3.2';

// Without an extended key usage it is good for anything.
function mayBeClient({ keyUsage }: X509Certificate): boolean {
  return (keyUsage ?? []).length === 0 || keyUsage.includes(clientAuth);
}

function subjectFault({ subject }: PeerCertificate, { organizations }: CertificateRules): string | undefined {
  if (organizations.size === 0) return undefined;
  const named: unknown = subject?.O; // several make a list, whatever the type says
  return typeof named === 'string' && organizations.has(named)
    ? undefined
    : 'a certificate of another organization';
}

const macWithin = /(?<![0-9a-f])(?:[0-9a-f]{2}[:-]?){5}[0-9a-f]{2}(?![0-9a-f])/gi;

/** The MAC that a CN is, or the one that stands in it. */
function macOf(name: unknown): Mac | undefined {
  if (typeof name !== 'string' || name.length > 64) return undefined; // X.520: 64 characters; several CNs make a list
  const [within, another] = name.match(macWithin) ?? [];
  return parseMac(name) ?? (another === undefined ? parseMac(within ?? '') : undefined);
}
