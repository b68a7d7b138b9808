// Access: who may have what, as dist/access.json says it. No password stands in it, only digests of them.

import { createHash } from 'node:crypto';
import { parseMac } from './mac.ts';

/** How an identity's password is known: H(user:realm:password), hex, which is all that Digest and Basic need (RFC 7616, 3.4.2). */
export interface PasswordDigests {
  md5: string;
  sha256: string;
}

export interface AccessData {
  /** version of this format */
  plugtoneAccess: 1;
  /** networks that phones ask from; without it, all */
  allow?: string[];
  auth: {
    scheme: 'none' | 'basic' | 'digest';
    /** what Digest offers, in this order */
    algorithms: DigestAlgorithm[];
    realm: string;
    /** each phone's user is its MAC, and it gets what is its own */
    perPhone: boolean;
  };
  certificates: {
    /** what is not open needs a client certificate */
    require: boolean;
    /** what the certificate's O may be; empty: anything */
    organizations: string[];
    expired: 'refuse' | 'allow';
    /** MACs that prove themselves by their password instead */
    exempt: string[];
  };
  /** how long a phone that never proved itself gets its own files without proof; 0 for never */
  firstContactSeconds: number;
  /** live passwords by user, the newest first */
  users: Record<string, PasswordDigests[]>;
}

export type DigestAlgorithm = 'MD5' | 'SHA-256';

/** What lies below this folder of URLs is for phones that cannot prove anything yet; packs put no secret there. */
export const openFolder = '/bootstrap/';

/** One protection space for everything: a phone proves itself once. */
export const realm = 'plugtone';

/** The digests by which a password is known from then on. */
export function digestPassword(user: string, password: string): PasswordDigests {
  const text = `${user}:${realm}:${password}`;
  const hash = (name: string) => createHash(name).update(text).digest('hex');
  return { md5: hash('md5'), sha256: hash('sha256') };
}

/** The text of access.json: valid JSON, one user a line, sorted. */
export function printAccess({ users, ...head }: AccessData): string {
  const lines = Object.entries(users)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([user, digests]) => `\n${JSON.stringify(user)}:${JSON.stringify(digests)}`);
  return `${JSON.stringify(head).slice(0, -1)},\n"users":{${lines.join(',')}\n}}\n`;
}

/** Reads access.json. Throws an Error that says what is wrong: what cannot be read in full lets nobody in. */
export function readAccess(text: string): AccessData {
  const value = JSON.parse(text);
  if (value?.plugtoneAccess !== 1)
    throw new Error(`access.json is of format ${value?.plugtoneAccess}; this plugtone reads format 1`);
  const { auth, certificates, users, allow, firstContactSeconds } = value;
  const fault =
    (!['none', 'basic', 'digest'].includes(auth?.scheme) && 'auth.scheme') ||
    (!(typeof auth.realm === 'string' && typeof auth.perPhone === 'boolean') && 'auth') ||
    (!(Array.isArray(auth.algorithms) && auth.algorithms.every(isAlgorithm)) && 'auth.algorithms') ||
    (!isCertificatePolicy(certificates) && 'certificates') ||
    (!(Number.isFinite(firstContactSeconds) && firstContactSeconds >= 0) && 'firstContactSeconds') ||
    (!(allow === undefined || (Array.isArray(allow) && allow.every(isText))) && 'allow') ||
    (!(isRecord(users) && Object.values(users).every(areDigests)) && 'users');
  if (fault) throw new Error(`access.json has no usable "${fault}"; build again`);
  return value;
}

const isText = (value: unknown) => typeof value === 'string';
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isAlgorithm = (value: unknown) => value === 'MD5' || value === 'SHA-256';

const isCertificatePolicy = (value: unknown) =>
  isRecord(value) &&
  typeof value['require'] === 'boolean' &&
  Array.isArray(value['organizations']) &&
  (value['expired'] === 'refuse' || value['expired'] === 'allow') &&
  Array.isArray(value['exempt']) &&
  value['exempt'].every(mac => typeof mac === 'string' && parseMac(mac) !== undefined);

const areDigests = (value: unknown) =>
  Array.isArray(value) &&
  value.every(one => /^[0-9a-f]{32}$/.test(one?.md5 ?? '') && /^[0-9a-f]{64}$/.test(one?.sha256 ?? ''));

/** A release without rules: everything is open. */
export const noRules: AccessData = {
  plugtoneAccess: 1,
  auth: { scheme: 'none', algorithms: [], realm, perPhone: false },
  certificates: { require: false, organizations: [], expired: 'refuse', exempt: [] },
  firstContactSeconds: 0,
  users: {},
};
