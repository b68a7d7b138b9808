// YAML lines: faults that a look at the line tells better than the yaml package does.

import type { Fault, Range } from './fault.ts';

// The package points at the value above a line that is indented too far, and at column 1 of one that is not far enough.
export function misplaced(message: string, [start, end]: Range, text: string): Fault | undefined {
  const line = lineFrom(text, start);
  const colon = /^[^\s"'{[][^"']*?(:)\s*$/.exec(line);
  if (message.startsWith('Nested mappings are not allowed') && colon) {
    const at = start + line.trimEnd().length - 1;
    return { message: trailing, range: [at, at + 1] };
  }
  if (message.startsWith('Nested mappings are not allowed') && !/:\s/.test(line)) {
    const next = start + line.length + 1;
    const at = next + (/^\s*/.exec(text.slice(next))?.[0].length ?? 0);
    return { message: deeper, range: [at, at + lineFrom(text, at).length] };
  }
  if (message.startsWith('With stringKeys') && text[start] === '*')
    return { message: starred, range: [start, end] };
  if (/Sequence item without -|must start at the same column|^A block sequence may not/.test(message)) {
    const at = start + (/^\s*/.exec(text.slice(start))?.[0].length ?? 0);
    return { message: crooked, range: [at, at + lineFrom(text, at).length] };
  }
  if (message.startsWith('Unexpected') && text[start] === ',')
    return { message: comma, range: [start, start + 1] };
  if (/^[{}]/.test(text.slice(start)) && /[^\s,[\]{}:]/.test(text[start - 1] ?? ' '))
    return { message: braced, range: [start, start + 1] };
  if (message.startsWith('Unexpected scalar') && /["']/.test(text[start - 1] ?? ''))
    return { message: text[start - 1] === '"' ? doubled : apostrophe, range: [start, end] };
  if (!/^Implicit keys need|^Implicit map keys need/.test(message)) return undefined;
  const range: Range = [start, Math.min(end, start + line.length)];
  const odd = /^[\w.-]+:([\u00a0\u2000-\u200b\u202f\u3000]+)/.exec(line);
  if (odd) return { message: oddBlank, range: [start + odd[0].length - 1, start + odd[0].length] };
  if (/^[\w.-]+:\S/.test(line)) return { message: glued, range };
  if (/:(?:\s|$)/.test(line)) return undefined;
  return { message: /^(?:;|\/\/|--)/.test(line) ? otherComment : noColon, range };
}

export const lineFrom = (text: string, at: number) => /^[^\r\n]*/.exec(text.slice(at, at + 2000))?.[0] ?? '';

const deeper =
  'this line is indented further than the ones beside it — begin it in the same column as they do';
const crooked =
  'this line does not begin in the column of the ones it belongs to — indent all items of a list, and all keys of a mapping, alike';
const comma =
  'a comma that does not belong here — between lines there is none, and one between entries in brackets';
const braced = 'a text with a { or } in it stands in quotes, where it is itself in braces';
const apostrophe = "the text ended at the ' before this — inside single quotes write '' for a '";
const doubled = 'the text ended at the " before this — inside double quotes write \\" for a "';
const starred = 'a key that begins with * stands in quotes';
const oddBlank = 'a no-break or other odd blank stands behind the ":" — write a plain one';
const glued = 'a blank is missing behind the ":" — write key: value';
const trailing =
  'the value ends with a ":", which would begin a mapping — take it out, or put the value in quotes';
const otherComment = 'this line has no ":" — where it is a comment, begin it with #';
const noColon = 'this line has no ":" — write key: value, or "- value" for an item of a list';

// What no YAML reader could know: blanks that are none for YAML, as web pages have them, and what git leaves.
export function strangeLine(text: string): Fault | undefined {
  const blanks = /^( *)([\u00a0\u2000-\u200b\u202f\u3000\ufeff]+)/m.exec(text);
  const conflict = /^(?:<{7}|>{7})(?= |$)/m.exec(text);
  if (conflict)
    return {
      message:
        'a conflict that git left here — keep one side, and take the lines with <<<<<<<, ======= and >>>>>>> out',
      range: [conflict.index, conflict.index + 7],
    };
  const mac = text.includes('\n') ? -1 : text.indexOf('\r');
  if (mac >= 0)
    return {
      message: 'the lines of this file end in CR alone — save it with LF, as "Unix" or "UTF-8" text',
      range: [mac, mac],
    };
  const dash = /^ *(-[A-Za-z_][\w.]*:)(?: |$)/m.exec(text);
  if (dash) {
    const at = dash.index + dash[0].indexOf('-');
    return {
      message: 'a blank is missing behind the "-" — write - key: value',
      range: [at, at + (dash[1]?.length ?? 0)],
    };
  }
  if (!blanks) return undefined;
  const start = blanks.index + (blanks[1]?.length ?? 0);
  return {
    message: 'this line is indented with no-break or other odd blanks — write plain blanks',
    range: [start, blanks.index + blanks[0].length],
  };
}
