// Authorization: the header, read. What it claims is not yet believed.

export type Authorization =
  | { scheme: 'basic'; user: string; password: string }
  | { scheme: 'digest'; fields: DigestFields }
  | { scheme: 'malformed' };

/** A Digest answer's parameters (RFC 7616, 3.4). */
export interface DigestFields {
  username: string;
  realm: string;
  nonce: string;
  uri: string;
  response: string;
  algorithm: string;
  qop: string;
  nc: string;
  cnonce: string;
  opaque: string;
}

const longest = 2000;

/** Reads the header; undefined where there is none. */
export function readAuthorization(header: string | undefined): Authorization | undefined {
  if (header === undefined) return undefined;
  const [, scheme = '', rest = ''] =
    /^\s*(basic|digest)\s+(.*)$/i.exec(header.length > longest ? '' : header) ?? [];
  if (scheme.toLowerCase() === 'basic') return basic(rest.trim());
  if (scheme.toLowerCase() === 'digest') return digest(rest);
  return { scheme: 'malformed' };
}

function basic(text: string): Authorization {
  const pair = /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString('utf8') : '';
  const colon = pair.indexOf(':');
  if (colon < 0) return { scheme: 'malformed' };
  return { scheme: 'basic', user: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

const parameter = /\s*([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))\s*(?:,|$)/iy;

function digest(text: string): Authorization {
  const found = new Map<string, string>();
  parameter.lastIndex = 0;
  while (parameter.lastIndex < text.length) {
    const [, name = '', quoted, plain = ''] = parameter.exec(text) ?? [];
    // Two of a name, or something else between: what we would check need not be what the client meant.
    if (name === '' || found.has(name.toLowerCase())) return { scheme: 'malformed' };
    found.set(name.toLowerCase(), quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1'));
  }
  const get = (name: keyof DigestFields) => found.get(name) ?? '';
  const fields: DigestFields = {
    username: get('username'),
    realm: get('realm'),
    nonce: get('nonce'),
    uri: get('uri'),
    response: get('response').toLowerCase(),
    algorithm: get('algorithm') || 'MD5',
    qop: get('qop'),
    nc: get('nc'),
    cnonce: get('cnonce'),
    opaque: get('opaque'),
  };
  return { scheme: 'digest', fields };
}
