// Decode: the bytes of a file to its text, or why it is none.

import { isAscii } from 'node:buffer';

const largest = 10_000_000;

/** What a file's bytes cannot be read for, and the line of it that shows. */
export interface DecodeFault {
  fault: string;
  line: number;
  column: number;
}

/** UTF-8 to text; a byte-order mark is left out. */
export function decode(bytes: Uint8Array): string | DecodeFault {
  if (bytes.length > largest)
    return { fault: 'is larger than 10 MB — split it: the files are read together', line: 1, column: 1 };
  const quick = asciiText(bytes);
  if (quick !== undefined && !quick.includes('\0')) return quick;
  if (isUtf16(bytes)) return { fault: 'is UTF-16 — save it as UTF-8', line: 1, column: 1 };
  if (bytes.includes(0)) return { fault: 'is no text: it holds zero bytes', line: 1, column: 1 };
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return notUtf8(bytes);
  }
}

/** The text of bytes that are ASCII, in a tenth of the time that UTF-8 takes; undefined for others. */
export const asciiText = (bytes: Uint8Array): string | undefined =>
  Buffer.isBuffer(bytes) && isAscii(bytes) ? bytes.toString('latin1') : undefined;

// By its mark; or without one, where every other byte of the first letters is zero.
function isUtf16(bytes: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const isZero = [first, second, third, fourth].map(byte => (byte === 0 ? '0' : 'x')).join('');
  return bytes.length > 3 && (isZero === 'x0x0' || isZero === '0x0x');
}

// The first byte at which decoding and encoding again differ.
function notUtf8(bytes: Uint8Array): DecodeFault {
  const back = new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const at = bytes.findIndex((byte, index) => byte !== back[index]);
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, at));
  const byte = (bytes[at] ?? 0).toString(16).padStart(2, '0');
  return {
    fault: `is not UTF-8: byte 0x${byte} stands here — save the file as UTF-8`,
    line: before.split('\n').length,
    column: before.length - before.lastIndexOf('\n'),
  };
}
