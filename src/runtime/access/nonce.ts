// Nonces: what Digest's answers are made for. They carry their own proof, so that only used ones take memory.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** `stale`: expired, or none of this process; `replayed`: this count was here already. */
export type NonceUse = 'good' | 'stale' | 'replayed';

export interface Nonces {
  issue(): string;
  /** takes note that `count` (nc) of a nonce was used */
  use(nonce: string, count: number): NonceUse;
}

interface Used {
  /** highest count so far */
  top: number;
  /** bit n: count `top - n` was here; requests over several connections may overtake each other */
  seen: number;
}

export const nonceLife = 5 * 60_000; // milliseconds
const mostUsed = 20_000;
const window = 31;
const sizes = { time: 6, random: 10, proof: 16 };

/** Nonces of one process: those of another, or of the one before a restart, are stale, and phones ask again. */
export function nonces(now: () => number = Date.now): Nonces {
  const secret = randomBytes(32);
  const used = new Map<string, Used>();
  // Nonces issued up to then may have been used and forgotten.
  let forgotten = 0;

  const proof = (text: Buffer) => createHmac('sha256', secret).update(text).digest().subarray(0, sizes.proof);

  const issue = () => {
    const time = Buffer.alloc(sizes.time);
    time.writeUIntBE(now(), 0, sizes.time);
    const text = Buffer.concat([time, randomBytes(sizes.random)]);
    return Buffer.concat([text, proof(text)]).toString('base64url');
  };

  /** when a nonce was issued; undefined where it is not ours */
  const issued = (nonce: string): number | undefined => {
    const bytes = Buffer.from(nonce, 'base64url');
    // Its spelling must be the one we gave, or one nonce would have several counts.
    if (bytes.length !== sizes.time + sizes.random + sizes.proof || bytes.toString('base64url') !== nonce)
      return undefined;
    const text = bytes.subarray(0, sizes.time + sizes.random);
    return timingSafeEqual(proof(text), bytes.subarray(text.length))
      ? text.readUIntBE(0, sizes.time)
      : undefined;
  };

  const forget = () => {
    const [eldest] = used.keys();
    if (eldest === undefined) return;
    used.delete(eldest);
    forgotten = Math.max(forgotten, issued(eldest) ?? 0);
  };

  const use = (nonce: string, count: number): NonceUse => {
    const time = issued(nonce);
    if (time === undefined || Math.abs(now() - time) > nonceLife) return 'stale';
    const before = used.get(nonce);
    if (!before && time <= forgotten) return 'stale';
    const after = before ? counted(before, count) : { top: count, seen: 1 };
    if (!after) return 'replayed';
    if (!before && used.size >= mostUsed) forget();
    used.set(nonce, after);
    return 'good';
  };
  return { issue, use };
}

/** The counts of a nonce with one more; undefined where it was here, or may have been. */
function counted({ top, seen }: Used, count: number): Used | undefined {
  if (count > top) {
    const step = count - top;
    return { top: count, seen: step > window ? 1 : ((seen << step) | 1) >>> 0 };
  }
  const back = top - count;
  if (back > window || (seen >>> back) & 1) return undefined;
  return { top, seen: (seen | (1 << back)) >>> 0 };
}
