// Body: what a request carries, as far as it came.

import type { Asked } from './asked.ts';

export interface Body {
  bytes: Buffer;
  /** false where the client went away in the middle */
  complete: boolean;
}

/** Reads a body of at most `most` bytes; `too large` beyond that, also where only its length says so. */
export async function readBody({ header, body }: Asked, most: number): Promise<Body | 'too large'> {
  if (Number(header('content-length') ?? 0) > most) return 'too large';
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of body) {
      size += part.length;
      if (size > most) return 'too large';
      parts.push(part);
    }
  } catch {
    return { bytes: Buffer.concat(parts), complete: false };
  }
  return { bytes: Buffer.concat(parts), complete: true };
}
