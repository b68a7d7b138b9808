// Width: how many columns of a terminal a text takes, and what of it may be printed there.

import { spelled } from '../../compile/source/quote.ts';

/** A piece of a line as it can be printed: tabs are one blank, and what cannot be seen is spelled out. */
export const shownLine = (text: string): string => spelled(text.replace(/\t/g, ' ').replace(/\r$/, ''));

/** Columns of a terminal: East Asian characters and pictures take two, marks on a letter none. */
export function columns(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let sum = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) sum += widthOf(segment);
  return sum;
}

// Unicode's East Asian Width, W and F, in the blocks that names are written in: https://www.unicode.org/reports/tr11/
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;

function widthOf(segment: string): number {
  if (wide.test(segment) || /\p{Emoji_Presentation}|\ufe0f/u.test(segment)) return 2;
  return /^[\p{M}\p{Cf}]+$/u.test(segment) ? 0 : 1;
}
