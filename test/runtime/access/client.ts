// Client: Basic and Digest as a phone computes them, written apart from what checks them.

import { createHash } from 'node:crypto';

export interface Login {
  user: string;
  password: string;
}

export const basic = ({ user, password }: Login) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

export interface Answer {
  method?: string;
  uri: string;
  nc?: number;
  cnonce?: string;
  /** in place of what the challenge offers */
  algorithm?: string;
  nonce?: string;
  realm?: string;
  response?: string;
}

/** A challenge's parameters. */
export function readChallenge(header: string): Record<string, string> {
  return Object.fromEntries(
    [...header.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)].map(([, name, quoted, plain]) => [
      name,
      quoted ?? plain ?? '',
    ]),
  );
}

/** The Authorization header that answers a challenge (RFC 7616, 3.4.1). */
export function digest(
  login: Login,
  challenge: string,
  { method = 'GET', uri, nc = 1, cnonce = 'f2/wE4q74E6zIJEt', ...more }: Answer,
): string {
  const offered = readChallenge(challenge);
  const {
    algorithm = offered['algorithm'] ?? 'MD5',
    nonce = offered['nonce'] ?? '',
    realm = offered['realm'] ?? '',
  } = more;
  const hash = (text: string) =>
    createHash(/^md5/i.test(algorithm) ? 'md5' : 'sha256')
      .update(text)
      .digest('hex');
  const plain = hash(`${login.user}:${realm}:${login.password}`);
  const ha1 = /-sess$/i.test(algorithm) ? hash(`${plain}:${nonce}:${cnonce}`) : plain;
  const count = nc.toString(16).padStart(8, '0');
  const { response = hash(`${ha1}:${nonce}:${count}:${cnonce}:auth:${hash(`${method}:${uri}`)}`) } = more;
  const opaque = offered['opaque'] === undefined ? '' : `, opaque="${offered['opaque']}"`;
  return `Digest username="${login.user}", realm="${realm}", nonce="${nonce}", uri="${uri}", algorithm=${algorithm}, response="${response}", qop=auth, nc=${count}, cnonce="${cnonce}"${opaque}`;
}
