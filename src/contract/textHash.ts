// Text hash: the digest of a text that comes in many pieces. As a whole a long one would be memory that is new, which costs more than to hash it.

import { createHash } from 'node:crypto';
import { batched } from './batched.ts';

/** Hex sha256 of the texts, one behind the other, in UTF-8. */
export function textHash(texts: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const batch of batched(texts)) hash.update(batch);
  return hash.digest('hex');
}
