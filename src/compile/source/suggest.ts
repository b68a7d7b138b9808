// Suggest: "did you mean" for a word that is not among those allowed.

import { distance } from 'fastest-levenshtein';
import { quoted } from './quote.ts';

/** The nearest of the allowed words, where it is near enough to be what was meant. */
export function suggest(word: string, allowed: Iterable<string>): string | undefined {
  let best: string | undefined;
  let nearest = word.length < 5 ? 2 : 3; // two slips in four letters are another word
  for (const candidate of allowed) {
    const steps = difference(word.toLowerCase(), candidate.toLowerCase());
    if (steps < nearest) [best, nearest] = [candidate, steps];
  }
  return best;
}

/** ` — did you mean "x"?` or nothing, to hang on a message. */
export function didYouMean(word: string, allowed: Iterable<string>): string {
  const best = suggest(word, allowed);
  return best === undefined ? '' : ` — did you mean ${quoted(best)}?`;
}

// Two neighbours in each other's place are one slip of the fingers.
function difference(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3; // farther than any guess reaches
  return swapped(a, b) ? 1 : distance(a, b);
}

function swapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
