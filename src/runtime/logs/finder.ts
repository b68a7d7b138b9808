// Finder: where a text stands in bytes, in any case of the letters a to z.

import { lower } from './trigrams.ts';

/** Whether the text stands between two places; asked from the first place to the last. */
export type Finder = (from: number, to: number) => boolean;

/** Looks for a text that is not empty. */
export function finder(bytes: Buffer, text: string): Finder {
  const wanted = Buffer.from(text);
  // Strings are searched much faster than bytes are folded. This folds some more characters than we do, so that what
  // it finds is looked at again.
  const whole = bytes.toString('latin1').toLowerCase();
  const part = wanted.toString('latin1').toLowerCase();
  const isExact = (at: number) =>
    wanted.every((byte, index) => lower(byte) === lower(bytes[at + index] ?? 0));
  let hit = -1;
  const next = (from: number) => {
    hit = whole.indexOf(part, from);
    while (hit >= 0 && !isExact(hit)) hit = whole.indexOf(part, hit + 1);
    if (hit < 0) hit = Number.POSITIVE_INFINITY;
  };
  return (from, to) => {
    if (hit < from) next(from);
    return hit + wanted.length <= to;
  };
}
