// Plain flow: `{ name: Alice, numbers: ["+1 256 555 0101"] }` on one line, as `yaml` reads it.

import { readScalar, unread } from './plainScalar.ts';

interface Cursor {
  text: string;
  at: number;
}

const item = /\s*("[^"\\]*"|'[^']*'|[^\s,[\]{}"'][^,[\]{}]*)\s*(?=[,\]}])/y;
const key = /\s*("[^"\\]*"|'[^']*'|[A-Za-z0-9_./][\w./-]*): +/y;
const notKeys = new Set([
  'null',
  'Null',
  'NULL',
  '__proto__',
  'true',
  'True',
  'TRUE',
  'false',
  'False',
  'FALSE',
]);
const deepest = 20;

/** Reads a flow mapping or list that ends where the text ends, or returns `unread`. */
export function flowReader(text: string): unknown {
  const cursor: Cursor = { text, at: 0 };
  const value = readFlow(cursor, 0);
  return cursor.at === text.length ? value : unread;
}

function readFlow(cursor: Cursor, depth: number): unknown {
  if (depth > deepest) return unread;
  const open = cursor.text[cursor.at];
  if (open === '{') return readMapping(cursor, depth);
  if (open === '[') return readList(cursor, depth);
  const text = take(cursor, item)?.trimEnd();
  return text === undefined ? unread : readScalar(text, 'flow');
}

function readList(cursor: Cursor, depth: number): unknown {
  const values: unknown[] = [];
  cursor.at++;
  if (closes(cursor, ']')) return values;
  do {
    skipBlanks(cursor);
    const value = readFlow(cursor, depth + 1);
    if (value === unread) return unread;
    values.push(value);
  } while (continues(cursor));
  return closes(cursor, ']') ? values.slice() : unread;
}

function readMapping(cursor: Cursor, depth: number): unknown {
  const values: Record<string, unknown> = {};
  cursor.at++;
  if (closes(cursor, '}')) return values;
  do {
    const name = take(cursor, key)?.replace(/^(["'])(.*)\1$/, '$2');
    if (name === undefined || notKeys.has(name) || Object.hasOwn(values, name)) return unread;
    const value = readFlow(cursor, depth + 1);
    if (value === unread) return unread;
    values[name] = value;
  } while (continues(cursor));
  return closes(cursor, '}') ? values : unread;
}

function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (!found) return undefined;
  cursor.at = pattern.lastIndex;
  return found[1];
}

function skipBlanks(cursor: Cursor): void {
  while (cursor.text[cursor.at] === ' ') cursor.at++;
}

function continues(cursor: Cursor): boolean {
  skipBlanks(cursor);
  if (cursor.text[cursor.at] !== ',') return false;
  cursor.at++;
  return true;
}

function closes(cursor: Cursor, bracket: string): boolean {
  skipBlanks(cursor);
  if (cursor.text[cursor.at] !== bracket) return false;
  cursor.at++;
  return true;
}
