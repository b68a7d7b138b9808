// Route key: the form in which routes.json holds a dialled number or a pattern of them.

import type { Numbering } from '../../contract/numbering.ts';
import { checkNumber } from './number.ts';

type Found = { number: string } | { fault: string };

/** `3xx`, `9.`, `*70` and `200` as they stand, `+1 256 555 0101` as the telephone number that it is. */
export function routeKey(text: string, numbering: Numbering): Found {
  const compact = text.replace(/[\s()\-/]/g, '').replaceAll('X', 'x');
  if (/^\+\d+$/.test(compact)) return checkNumber(compact, numbering);
  if (/^[+0-9*#x]+\.?$/.test(compact) && compact !== '.' && compact.length <= 32) return { number: compact };
  return {
    fault: `"${text}" is nothing that can be dialled — digits, * and #; x stands for any digit, a dot at the end for one or more, for example "3xx" or "9."`,
  };
}
