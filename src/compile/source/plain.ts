// Plain: a quick reader for the plain block YAML that people write here. Whatever it does not know well it hands back.

import { flowReader } from './plainFlow.ts';
import { readScalar, unread } from './plainScalar.ts';

/** A line that says something: its indent, and what stands behind it. */
interface Line {
  indent: number;
  text: string;
}

interface Cursor {
  lines: Line[];
  at: number;
}

// Printable characters without tabs, line separators, byte-order marks, and blanks that are none in YAML but white
// space in JavaScript; those are for the judge.
const ordinary =
  /^[\n\x20-\x7e\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\ufffd]*$/;
const keyed = /^(?:([\w./](?:[\w./ -]*[\w./-])?)|"([^"\\\n]+)"|'([^'\n]+)'):(?: +(\S.*))?$/;
const longest = 1000; // the judge refuses keys of 1,024 characters and more
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

/**
 * Reads one document of plain block YAML to the value that `yaml` gives it, or returns `unread`: several documents,
 * anchors, merges, tags but `!secret`, block scalars, multi-line values, escapes, tabs and anything that looks odd.
 */
export function readPlain(text: string): unknown {
  if (!ordinary.test(text)) return unread;
  const lines = splitLines(text);
  if (lines === unread) return unread;
  const cursor: Cursor = { lines, at: 0 };
  const [first] = lines;
  if (first?.indent !== 0) return unread;
  const value = readBlock(cursor, 0);
  return cursor.at === lines.length ? value : unread;
}

function splitLines(text: string): Line[] | typeof unread {
  const lines: Line[] = [];
  for (const raw of text.split('\n')) {
    const stripped = raw.trimStart();
    if (stripped === '' || stripped[0] === '#') continue;
    const indent = raw.length - stripped.length;
    if (raw.length > longest || (indent === 0 && /^(?:---|\.\.\.|%)/.test(stripped))) return unread;
    lines.push({ indent, text: uncommented(stripped) });
  }
  return lines;
}

// A comment starts at a # behind a blank, outside quotes: where each kind of quote before it stands in pairs.
function uncommented(text: string): string {
  for (let at = text.indexOf(' #'); at >= 0; at = text.indexOf(' #', at + 1)) {
    if (paired(text, '"', at) && paired(text, "'", at)) return text.slice(0, at).trimEnd();
  }
  return text.trimEnd();
}

function paired(text: string, quote: string, end: number): boolean {
  let even = true;
  for (let at = text.indexOf(quote); at >= 0 && at < end; at = text.indexOf(quote, at + 1)) even = !even;
  return even;
}

function readBlock(cursor: Cursor, indent: number): unknown {
  const line = cursor.lines[cursor.at];
  if (!line) return unread;
  return isItem(line.text) ? readSequence(cursor, indent) : readMapping(cursor, indent);
}

const isItem = (text: string) => text === '-' || text.startsWith('- ');

function readSequence(cursor: Cursor, indent: number): unknown {
  const values: unknown[] = [];
  for (
    let line = cursor.lines[cursor.at];
    line && line.indent === indent && isItem(line.text);
    line = cursor.lines[cursor.at]
  ) {
    const rest = line.text.slice(1).trimStart();
    const value = rest === '' ? unread : readItem(cursor, rest, indent + line.text.length - rest.length);
    if (value === unread) return unread;
    values.push(value);
  }
  const next = cursor.lines[cursor.at];
  return next && next.indent > indent ? unread : values.slice(); // deeper would be a value over several lines
}

function readItem(cursor: Cursor, rest: string, indent: number): unknown {
  if (isItem(rest)) return unread;
  if (keyed.test(rest) && rest[0] !== '{' && rest[0] !== '[') {
    cursor.lines[cursor.at] = { indent, text: rest }; // a mapping that starts behind the dash
    return readMapping(cursor, indent);
  }
  cursor.at++;
  return readValue(rest);
}

function readMapping(cursor: Cursor, indent: number): unknown {
  const value: Record<string, unknown> = {};
  for (
    let line = cursor.lines[cursor.at];
    line && line.indent === indent && !isItem(line.text);
    line = cursor.lines[cursor.at]
  ) {
    const found = keyed.exec(line.text);
    const name = found?.[1] ?? found?.[2] ?? found?.[3];
    if (!found || name === undefined || notKeys.has(name) || Object.hasOwn(value, name)) return unread;
    cursor.at++;
    const below = found[4] === undefined ? readBelow(cursor, indent) : readValue(found[4]);
    if (below === unread) return unread;
    value[name] = below;
  }
  const next = cursor.lines[cursor.at];
  return next && next.indent >= indent ? unread : value;
}

// What stands under a key with nothing behind it: deeper lines, or a list at the key's own depth, or nothing.
function readBelow(cursor: Cursor, indent: number): unknown {
  const next = cursor.lines[cursor.at];
  if (!next || next.indent < indent || (next.indent === indent && !isItem(next.text))) return null;
  return readBlock(cursor, next.indent);
}

function readValue(text: string): unknown {
  const first = text[0];
  return first === '{' || first === '[' ? flowReader(text) : readScalar(text, 'block');
}
