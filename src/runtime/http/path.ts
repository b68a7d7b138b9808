// Path: the URL path that a request means, or nothing where it plays tricks.

// Vendors put it first (`<mac>.cfg`), last (`cfg<mac>.xml`) or behind a model's name.
const someMac = /(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])/i;
const strange = /[\u0000-\u001f\u007f\\]/;

/**
 * The path of a request target: without host and query, decoded once, `//` as `/`, a MAC in the last name in lower
 * case. Undefined for dot segments, control characters, backslashes and broken escapes.
 */
export function readPath(target: string): string | undefined {
  const ours = target[0] === '/' ? target : withoutHost(target);
  const end = ours.indexOf('?');
  const raw = end < 0 ? ours : ours.slice(0, end);
  const path = raw.includes('%') ? decode(raw) : raw;
  if (path === undefined || path[0] !== '/' || strange.test(path)) return undefined;
  const single = path.includes('//') ? path.replace(/\/{2,}/g, '/') : path;
  if (single.includes('/.')) return undefined; // no name of ours starts with a dot
  return foldMac(single);
}

// What a client sends that takes us for a proxy: `http://host/path` (RFC 9112, 3.2.2).
function withoutHost(target: string): string {
  const host = /^https?:\/\/[^/?#]+/i.exec(target)?.[0];
  return host === undefined ? target : target.slice(host.length) || '/';
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function foldMac(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const found = someMac.exec(name);
  if (!found || found[0] === found[0].toLowerCase()) return path;
  const at = path.length - name.length + found.index;
  return path.slice(0, at) + found[0].toLowerCase() + path.slice(at + 12);
}

// 000000000000.cfg is everybody's, and numbers of series are written like it (y000000000028.cfg).
const nobody = /^0{8}/;

/** The MAC in a path's last name, or empty. */
export function macIn(path: string): string {
  const mac = someMac.exec(path.slice(path.lastIndexOf('/') + 1))?.[0] ?? '';
  return nobody.test(mac) ? '' : mac;
}
