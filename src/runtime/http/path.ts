// Path: the URL path that a request means, or nothing where it plays tricks.

const hex12 = /^[0-9a-f]{12}(?![0-9a-f])/i;
const strange = /[\u0000-\u001f\u007f\\]/;

/**
 * The path of a request target: without its query, decoded once, `//` as `/`, a MAC at the start of the last name in
 * lower case. Undefined for dot segments, control characters, backslashes and broken escapes.
 */
export function readPath(target: string): string | undefined {
  const end = target.indexOf('?');
  const raw = end < 0 ? target : target.slice(0, end);
  const path = raw.includes('%') ? decode(raw) : raw;
  if (path === undefined || path[0] !== '/' || strange.test(path)) return undefined;
  const single = path.includes('//') ? path.replace(/\/{2,}/g, '/') : path;
  if (single.includes('/.')) return undefined; // no name of ours starts with a dot
  return foldMac(single);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function foldMac(path: string): string {
  const name = path.lastIndexOf('/') + 1;
  const mac = hex12.exec(path.slice(name, name + 13))?.[0];
  return mac === undefined ? path : path.slice(0, name) + mac.toLowerCase() + path.slice(name + 12);
}

const nobody = '000000000000';

/** The MAC that a path's last name starts with, or empty. */
export function macIn(path: string): string {
  const mac = hex12.exec(path.slice(path.lastIndexOf('/') + 1))?.[0] ?? '';
  return mac === nobody ? '' : mac;
}
