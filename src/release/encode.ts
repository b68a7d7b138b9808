// Encode: texts to bytes, by way of one small buffer: a new one for each would be much to clear away.

import { createHash, hash } from 'node:crypto';

/** A text as bytes. They hold until the next text, or the next piece, is encoded. */
export interface Encoded {
  /** bytes */
  size: number;
  /** hex */
  sha256: string;
  /** all of them, where they are few */
  bytes: Uint8Array | undefined;
  pieces(): Iterable<Uint8Array>;
}

const room = 1 << 16; // bytes
const inOne = Math.floor(room / 3); // no character has more than three bytes, by its UTF-16 units

/** Makes an encoder with a buffer of its own. */
export function encoder(): (text: string) => Encoded {
  const { encode, pieces } = piecewise();
  return text => {
    if (text.length > inOne)
      return { ...measured(pieces(text)), bytes: undefined, pieces: () => pieces(text) };
    const bytes = encode(text);
    return { size: bytes.length, sha256: hash('sha256', bytes), bytes, pieces: () => pieces(text) };
  };
}

/** Makes one that does not measure: a text's bytes, piece by piece, each of which holds until the next. */
export const pieceEncoder = (): ((text: string) => Iterable<Uint8Array>) => piecewise().pieces;

function piecewise() {
  const buffer = Buffer.alloc(room);
  const encode = (text: string) => buffer.subarray(0, buffer.write(text));
  return {
    encode,
    *pieces(text: string) {
      for (const piece of piecesOf(text)) yield encode(piece);
    },
  };
}

function measured(pieces: Iterable<Uint8Array>): Pick<Encoded, 'size' | 'sha256'> {
  const digest = createHash('sha256');
  let size = 0;
  for (const piece of pieces) {
    digest.update(piece);
    size += piece.length;
  }
  return { size, sha256: digest.digest('hex') };
}

// No piece ends in the middle of a character.
function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const end = at + inOne;
    const isHalf = /[\ud800-\udbff]/.test(text.charAt(end - 1));
    const piece = text.slice(at, isHalf ? end - 1 : end);
    yield piece;
    at += piece.length;
  }
}
