// Suggest: "did you mean" for a word that is not among those allowed.

import { distance } from 'fastest-levenshtein';

/** The nearest of the allowed words, where it is near enough to be what was meant. */
export function suggest(word: string, allowed: Iterable<string>): string | undefined {
  let best: string | undefined;
  let nearest = word.length < 4 ? 2 : 3;
  for (const candidate of allowed) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase());
    if (steps < nearest) [best, nearest] = [candidate, steps];
  }
  return best;
}

/** ` — did you mean "x"?` or nothing, to hang on a message. */
export function didYouMean(word: string, allowed: Iterable<string>): string {
  const best = suggest(word, allowed);
  return best === undefined ? '' : ` — did you mean "${best}"?`;
}
