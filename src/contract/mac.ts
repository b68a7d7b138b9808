// A MAC address: twelve lower-case hex digits once parsed; any usual spelling before.

declare const brand: unique symbol;

/** Twelve lower-case hex digits, `0004f2aabb01`; made by `parseMac` only. */
export type Mac = string & { readonly [brand]: 'mac' };

const spellings = [
  /^[0-9a-f]{12}$/i,
  /^[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$/i,
  /^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$/i,
];

/** Reads `00:04:f2:aa:bb:01`, `00-04-F2-…`, `0004.f2aa.bb01` or twelve bare digits; undefined for anything else. */
export function parseMac(text: string): Mac | undefined {
  if (!spellings.some(spelling => spelling.test(text))) return undefined;
  return text.replace(/[^0-9a-f]/gi, '').toLowerCase() as Mac; // the one place where a Mac is made
}

/** The form people read: `00:04:f2:aa:bb:01`. */
export function printMac(mac: Mac): string {
  return mac.replace(/(..)(?!$)/g, '$1:');
}
