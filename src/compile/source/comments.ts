// Comments: a # behind a blank begins one, also where somebody meant it as a part of a text.

import type { Fault } from './fault.ts';

/** What to do about it, to hang on a message. */
export const quoteIt = 'a # behind a blank begins a comment: put the text in quotes';

/** Whether a comment stands where the value of the key that ends at `end` would. */
export const commentBehind = (text: string, end: number): boolean =>
  /^["']?[ \t]*:[ \t]+#/.test(text.slice(end, end + 100));

// `name: Suite #5`: nobody numbers comments.
const cut = /^[ \t-]*(?:name|label):[ \t]+[^\s"'#&*!|>{[][^\n]*?[ \t]+(#\d[^\n]*)$/gm;

/** Names and labels that lose their number, as warnings. */
export function cutByComments(text: string): Fault[] {
  if (!/ #\d/.test(text)) return [];
  return [...text.matchAll(cut)].map(({ 0: line, 1: comment = '', index }) => {
    const end = index + line.length;
    const message = `what stands from here on is no part of the name — ${quoteIt}, or a blank behind the #`;
    return { message, range: [end - comment.length, end], severity: 'warning' };
  });
}
