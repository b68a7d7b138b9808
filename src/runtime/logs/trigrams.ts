// Trigrams: which texts a piece of log may hold, in a few thousand bits, so that a search skips the rest.

/** Bits, a multiple of 8; one hash a trigram, so that a text of six letters has four chances to be told absent. */
export type Trigrams = Uint8Array;

const largest = 4096; // bytes; as many bits as eight times the trigrams of 700 lines
const smallest = 64;

/** An empty index for a piece of `length` bytes. */
export function emptyTrigrams(length: number): Trigrams {
  let size = smallest;
  while (size < largest && size * 12 < length) size *= 2;
  return new Uint8Array(size);
}

/** Adds every three bytes of `bytes` from `from` to `to`, letters in lower case. */
export function addTrigrams(index: Trigrams, bytes: Uint8Array, from: number, to: number): void {
  const shift = shiftOf(index);
  let window = 0;
  for (let at = from; at < to; at++) {
    window = ((window << 8) | lower(bytes[at] ?? 0)) & 0xffffff;
    if (at < from + 2) continue;
    const bit = Math.imul(window, spread) >>> shift;
    index[bit >>> 3] = (index[bit >>> 3] ?? 0) | (1 << (bit & 7));
  }
}

/** False where the text cannot be in there; a text of fewer than three bytes always may. */
export function mayHold(index: Trigrams, text: Uint8Array): boolean {
  const shift = shiftOf(index);
  let window = 0;
  for (let at = 0; at < text.length; at++) {
    window = ((window << 8) | lower(text[at] ?? 0)) & 0xffffff;
    if (at < 2) continue;
    const bit = Math.imul(window, spread) >>> shift;
    if (((index[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}

/** The byte in lower case: ASCII only, so that a piece and a query fold alike whatever the encoding. */
export const lower = (code: number) => (code >= 65 && code <= 90 ? code | 32 : code);

const spread = 0x9e3779b1; // Knuth's multiplicative hash
const shiftOf = (index: Trigrams) => 32 - Math.log2(index.length * 8);
