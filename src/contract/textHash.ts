// Text hash: the digest of a text that comes in many pieces. As a whole a long one would be memory that is new, which costs more than to hash it.

import { createHash } from 'node:crypto';

const enough = 16_000; // characters

/** Hex sha256 of the texts, one behind the other, in UTF-8. */
export function textHash(texts: Iterable<string>): string {
  const hash = createHash('sha256');
  let batch = '';
  for (const text of texts) {
    batch += text;
    if (batch.length < enough) continue;
    hash.update(batch);
    batch = '';
  }
  return hash.update(batch).digest('hex');
}
