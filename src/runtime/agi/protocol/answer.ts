// Answer: what Asterisk sends back, line by line, as values.

import { decode } from './env.ts';

/** `200 result=1 (value) endpos=0`, or a refusal: 510 unknown, 511 dead channel, 520 usage, 503. */
export type Answer =
  | { kind: 'ok'; result: string; data: string | undefined; fields: Record<string, string> }
  | { kind: 'refused'; code: number; text: string };

/** What a line means: an answer, the caller's hang-up (which answers nothing), or something that no Asterisk sends. */
export type Heard = Answer | { kind: 'hangup' } | { kind: 'malformed'; text: string };

export interface AnswerReader {
  /** Takes one line of binary text without its newline; undefined while an answer goes on. */
  take(line: string): Heard | undefined;
}

const longestAnswer = 65_536;
// A value's closing parenthesis, perhaps with ` endpos=…` or speech scores behind it.
const closed = /\)(?: [a-z]+\d*=(?:"[^"]*"|\S*))*$/;

/** Puts lines together: usage texts and values with line breaks are one answer. */
export function answerReader(): AnswerReader {
  let begun = '';
  const take = (line: string): Heard | undefined => {
    if (begun === '' && line === 'HANGUP') return { kind: 'hangup' };
    if (begun === '' && /^100[ -]/.test(line)) return undefined; // GOSUB's "Trying": the answer follows
    const text = begun === '' ? line : `${begun}\n${line}`;
    begun = isWhole(text) ? '' : text;
    if (begun === '') return answerOf(text);
    return text.length > longestAnswer ? { kind: 'malformed', text: 'an answer without an end' } : undefined;
  };
  return { take };
}

function isWhole(text: string): boolean {
  // Old versions put no line break before the end.
  if (text.startsWith('520-')) return /520 End of proper usage\.$/.test(text);
  return !/^200 result=\S* \(/.test(text) || closed.test(text);
}

function answerOf(text: string): Heard {
  const [, code = '', rest = ''] = /^(\d{3})[ -](.*)$/s.exec(text) ?? [];
  if (code === '') return { kind: 'malformed', text: text.slice(0, 80) };
  const success = /^result=(\S*)(?: (.*))?$/s.exec(rest);
  if (code !== '200' || !success) return { kind: 'refused', code: Number(code), text: decode(rest) };
  const [, result = '', tail = ''] = success;
  return { kind: 'ok', result, ...dataOf(tail) };
}

/** The text from the first parenthesis to the last, and the fields after it: `(timeout) endpos=8000`. */
function dataOf(tail: string): { data: string | undefined; fields: Record<string, string> } {
  const end = tail.startsWith('(') ? closed.exec(tail)?.index : undefined;
  const after = end === undefined ? tail : tail.slice(end + 1);
  const pairs = [...after.matchAll(/([a-z]+\d*)=("[^"]*"|\S*)/g)];
  const fields = Object.fromEntries(
    pairs.map(([, key = '', value = '']) => [key, decode(value.replace(/^"|"$/g, ''))]),
  );
  return { data: end === undefined ? undefined : decode(tail.slice(1, end)), fields };
}
