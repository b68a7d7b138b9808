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

/** How a body ended. */
export type Ending = 'complete' | 'cut off' | 'too large';

export interface Piece {
  bytes: Buffer;
  /** how many bytes came before it */
  before: number;
  /** undefined where more follows */
  ending: Ending | undefined;
}

/** A body in pieces of about `size` bytes, so that a large one is never in memory whole; the last says how it ended. */
export async function* piecesOf(
  { header, body }: Asked,
  { size, most }: { size: number; most: number },
): AsyncIterable<Piece> {
  let [parts, held, before]: [Buffer[], number, number] = [[], 0, 0];
  const piece = (ending: Piece['ending']): Piece => ({ bytes: whole(parts), before, ending });
  if (Number(header('content-length') ?? 0) > most) return yield piece('too large');
  try {
    for await (const part of body) {
      if (before + held + part.length > most) return yield piece('too large');
      if (held >= size) {
        yield piece(undefined);
        [parts, held, before] = [[], 0, before + held];
      }
      parts.push(part);
      held += part.length;
    }
  } catch {
    return yield piece('cut off');
  }
  yield piece('complete');
}

const whole = (parts: Buffer[]) => (parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts));
