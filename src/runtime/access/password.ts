// Password: what an Authorization header proves, by Basic or Digest, against several live passwords.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { DigestAlgorithm, PasswordDigests } from '../../contract/access.ts';
import { type DigestFields, readAuthorization } from './authorization.ts';
import type { Nonces, NonceUse } from './nonce.ts';
import type { AccessTable } from './table.ts';

export type PasswordProof =
  /** no header */
  | { kind: 'none' }
  | { kind: 'proven'; user: string }
  /** right, but for a nonce that is used up: the client asks again with a new one and nobody is under suspicion */
  | { kind: 'stale'; reason: 'stale nonce' | 'replayed nonce' }
  | { kind: 'failed'; reason: string; user: string };

export interface Sent {
  method: string;
  target: string;
  /** the Authorization header */
  header: string | undefined;
}

export interface Passwords {
  prove(sent: Sent, table: AccessTable): PasswordProof;
  /** the WWW-Authenticate headers of a 401 */
  challenge(table: AccessTable, stale: boolean): string[];
}

/** What a process needs to ask for passwords. Nonces outlive a reload of dist/. */
export function passwords(nonces: Nonces): Passwords {
  const opaque = randomBytes(12).toString('hex');
  const use = (fields: DigestFields) =>
    fields.opaque === '' || fields.opaque === opaque
      ? nonces.use(fields.nonce, Number.parseInt(fields.nc, 16))
      : 'stale';
  return {
    prove: (sent, table) => {
      const { scheme } = table.auth;
      const claim = readAuthorization(sent.header);
      if (!claim) return { kind: 'none' };
      if (claim.scheme === 'malformed') return failed('an Authorization header that cannot be read');
      if (claim.scheme !== scheme) return failed(`${claim.scheme} where ${scheme} is asked for`);
      if (claim.scheme === 'basic') return proveBasic(claim, table);
      const fault = faultOf(claim.fields, sent.target, table);
      if (fault !== undefined) return failed(fault, claim.fields.username);
      return proveDigest(claim.fields, sent.method, { table, use });
    },
    challenge: ({ auth: { scheme, realm, algorithms } }, stale) => {
      if (scheme === 'basic') return [`Basic realm="${realm}", charset="UTF-8"`];
      const nonce = nonces.issue();
      return algorithms.map(
        algorithm =>
          `Digest realm="${realm}", qop="auth", algorithm=${algorithm}, nonce="${nonce}", opaque="${opaque}"${stale ? ', stale=true' : ''}`,
      );
    },
  };
}

const failed = (reason: string, user = ''): PasswordProof => ({ kind: 'failed', reason, user });

// For a user who is not there as much is worked out as for one who is.
const nobody: PasswordDigests[] = [{ md5: '0'.repeat(32), sha256: '0'.repeat(64) }];

function proveBasic(
  { user, password }: { user: string; password: string },
  { users, auth }: AccessTable,
): PasswordProof {
  const shown = hash('SHA-256', `${user}:${auth.realm}:${password}`);
  const right = among(users.get(user) ?? nobody, ({ sha256 }) => equal(shown, sha256));
  return right && users.has(user) ? { kind: 'proven', user } : failed('wrong user or password', user);
}

/** What is wrong with a Digest answer before any password is looked at; undefined for nothing. */
function faultOf(
  { realm, uri, algorithm, qop, nc, cnonce }: DigestFields,
  target: string,
  { auth }: AccessTable,
): string | undefined {
  if (realm !== auth.realm) return 'an answer for another realm';
  if (!auth.algorithms.some(offered => offered === hashOf(algorithm)))
    return 'a Digest algorithm that is not offered';
  if (qop !== 'auth' || !/^[0-9a-f]{8}$/i.test(nc) || cnonce === '')
    return 'a Digest answer without qop=auth, nc and cnonce';
  if (uri !== target) return 'a Digest answer for another path';
  return undefined;
}

const hashOf = (algorithm: string) => algorithm.toUpperCase().replace(/-SESS$/, '');

function proveDigest(
  fields: DigestFields,
  method: string,
  { table: { users }, use }: { table: AccessTable; use(fields: DigestFields): NonceUse },
): PasswordProof {
  const { username: user, algorithm, nonce, nc, cnonce, uri, qop, response } = fields;
  const name = hashOf(algorithm) === 'MD5' ? 'MD5' : 'SHA-256';
  const h = (text: string) => hash(name, text);
  const asked = `${nonce}:${nc}:${cnonce}:${qop}:${h(`${method}:${uri}`)}`;
  const isSession = /-sess$/i.test(algorithm);
  const right = among(users.get(user) ?? nobody, ({ md5, sha256 }) => {
    const known = name === 'MD5' ? md5 : sha256;
    return equal(h(`${isSession ? h(`${known}:${nonce}:${cnonce}`) : known}:${asked}`), response);
  });
  if (!right || !users.has(user)) return failed('wrong user or password', user);
  const used = use(fields);
  if (used === 'good') return { kind: 'proven', user };
  return { kind: 'stale', reason: used === 'stale' ? 'stale nonce' : 'replayed nonce' };
}

const hash = (name: DigestAlgorithm, text: string) =>
  createHash(name === 'MD5' ? 'md5' : 'sha256')
    .update(text)
    .digest('hex');

function equal(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}

// All are tried: which of them it was is nobody's business.
function among(digests: PasswordDigests[], test: (one: PasswordDigests) => boolean): boolean {
  return digests.map(test).some(Boolean);
}
