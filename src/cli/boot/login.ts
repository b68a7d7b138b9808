// Login: how a phone answers a server that asks who it is, by Digest where that is offered, else by Basic.

import { createHash, randomBytes } from 'node:crypto';

export interface Login {
  user: string;
  password: string;
}

export interface Wanted {
  method: string;
  url: string;
  /** the WWW-Authenticate headers */
  challenges: string[];
}

/** The Authorization header for the first challenge that the phone knows; undefined where it knows none of them. */
export function answerTo({ method, url, challenges }: Wanted, login: Login): string | undefined {
  const digest = challenges.map(readDigest).find(found => found && hashes[found['algorithm'] ?? 'MD5']);
  if (digest) return digestAnswer(digest, { method, url }, login);
  if (!challenges.some(challenge => /^basic\b/i.test(challenge))) return undefined;
  return `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
}

const hashes: Record<string, string> = { MD5: 'md5', 'SHA-256': 'sha256' };

function readDigest(challenge: string): Record<string, string> | undefined {
  if (!/^digest\s/i.test(challenge)) return undefined;
  const found = challenge.matchAll(/(\w+)\s*=\s*(?:"([^"]*)"|([^\s,"]+))/g);
  return Object.fromEntries([...found].map(([, name, quoted, plain]) => [name, quoted ?? plain ?? '']));
}

// RFC 7616, 3.4.1. A phone answers each challenge once: nc is 1.
function digestAnswer(
  { algorithm = 'MD5', realm = '', nonce = '', qop, opaque }: Record<string, string>,
  { method, url }: { method: string; url: string },
  { user, password }: Login,
): string {
  const hash = (text: string) =>
    createHash(hashes[algorithm] ?? 'md5')
      .update(text)
      .digest('hex');
  const { pathname, search } = new URL(url);
  const uri = pathname + search;
  const cnonce = randomBytes(8).toString('hex');
  const middle = qop === undefined ? nonce : `${nonce}:00000001:${cnonce}:auth`;
  const response = hash(`${hash(`${user}:${realm}:${password}`)}:${middle}:${hash(`${method}:${uri}`)}`);
  return [
    `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}"`,
    `algorithm=${algorithm}`,
    ...(qop === undefined ? [] : [`qop=auth, nc=00000001, cnonce="${cnonce}"`]),
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
  ].join(', ');
}

/** The login that a phone's configuration tells it, which it keeps from then on. */
export function toldLogin(parameters: Map<string, string>): Login | undefined {
  const [user, password] = [parameters.get('device.prov.user'), parameters.get('device.prov.password')];
  return user === undefined || password === undefined ? undefined : { user, password };
}
