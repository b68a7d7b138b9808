// Caller key: the form in which callers.json holds a number or a range of numbers.

import type { Numbering } from '../../contract/numbering.ts';
import { checkNumber } from './number.ts';

type Found = { number: string } | { fault: string };

/** A number or range (`+1 256 555 02xx`) as callers.json has it: `+125655502xx`. */
export function callerKey(text: string, numbering: Numbering): Found {
  return /x/i.test(text) ? rangeKey(text, numbering) : checkNumber(text, numbering);
}

/** A range: the x's stand at the end and each is any digit. */
function rangeKey(text: string, numbering: Numbering): Found {
  const compact = text.replace(/[\s().\-/]/g, '');
  const trailing = /^(\+?\d+?)(x+)$/i.exec(compact);
  if (!trailing)
    return {
      fault: `"${text}" is no range — digits first, then one x for each digit that may be anything, for example "+1 256 555 02xx"`,
    };
  const [, digits = '', holes = ''] = trailing;
  const read = [...'2345678901'].map(digit => checkNumber(digits + digit.repeat(holes.length), numbering));
  const filled = read.find(one => 'number' in one);
  if (filled) return { number: filled.number.slice(0, -holes.length) + 'x'.repeat(holes.length) };
  return { fault: `"${text}" is no range of telephone numbers that there can be — count its digits` };
}
