// YAML faults: what the yaml package found wrong, told once, at the word that is meant.

import { plain } from './yamlWords.ts';

/** Offsets into the text. */
export type Range = [number, number];

export interface Fault {
  message: string;
  range: Range;
  /** what stands behind it was misread: its faults are not told */
  shadow?: boolean;
  /** the other place of a conflict */
  related?: { message: string; range: Range };
}

/** An error as the package has it. */
interface Told {
  code: string;
  message: string;
  pos: [number, number];
}

/** As much of a node as faults need: `kind` is a scalar's style, or 'true' for a collection in brackets. */
export interface NodeShape {
  range: Range;
  kind: string;
  keys: { name: string; range: Range }[];
}

// Keys written twice and unknown tags leave the rest of the file readable.
const survivable = new Set(['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED']);

/** Every fault that can be believed: behind one of syntax the rest is misread, so only the first is told. */
export function syntaxFaults(told: Told[], text: string, nodes: () => NodeShape[]) {
  const strange = strangeLine(text);
  if (strange) return { faults: [strange], broken: true };
  const syntax = told.filter(({ code }) => !survivable.has(code));
  const first = syntax.reduce<Told | undefined>(
    (least, one) => (least && least.pos[0] <= one.pos[0] ? least : one),
    undefined,
  );
  const keyAt = once(() => keysByPlace(nodes()));
  const faults = told
    .filter(({ code, pos }) => survivable.has(code) && (!first || pos[0] < first.pos[0]))
    .map(one => survived(one, keyAt));
  return { faults: first ? [...faults, fault(first, text, nodes)] : faults, broken: first !== undefined };
}

interface Key {
  name: string;
  range: Range;
  /** the first of its name in its mapping */
  first: Range;
}

/** Every key by where it begins. */
function keysByPlace(nodes: NodeShape[]): Map<number, Key> {
  const found = new Map<number, Key>();
  for (const { keys } of nodes) {
    const firsts = new Map<string, Range>();
    for (const { name, range } of keys) {
      const first = firsts.get(name) ?? range;
      firsts.set(name, first);
      found.set(range[0], { name, range, first });
    }
  }
  return found;
}

function survived({ code, message, pos }: Told, keyAt: () => Map<number, Key>): Fault {
  if (code !== 'DUPLICATE_KEY') return { message: plain(message), range: pos, shadow: true };
  const own = keyAt().get(pos[0]);
  return {
    message: `"${own?.name ?? ''}" is already in use above; keep one of the two`,
    range: own?.range ?? pos,
    ...(own && { related: { message: 'first written here', range: own.first } }),
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function fault({ code, message, pos }: Told, text: string, nodes: () => NodeShape[]): Fault {
  const opener = closing.test(message) ? openerBefore(pos[0], text, nodes()) : undefined;
  if (opener !== undefined) {
    return {
      message: `this ${text[opener]} is never closed — ${code === 'MISSING_CHAR' && /["']/.test(text[opener] ?? '') ? 'put the same quote behind the text' : `put the ${text[opener] === '[' ? ']' : '}'} where it ends`}`,
      range: [opener, opener + 1],
      related: { message: 'it was missed here', range: [pos[0], pos[0] + 1] },
    };
  }
  return misplaced(message, pos, text) ?? { message: plain(message), range: pos };
}

const closing = /^Missing closing|must be sufficiently indented and end with/;

// The innermost quote or bracket that was opened before a place and holds it.
function openerBefore(place: number, text: string, nodes: NodeShape[]): number | undefined {
  const open = nodes.filter(
    ({ kind, range }) =>
      (kind === 'true' || kind.startsWith('QUOTE')) && range[0] < place && range[1] >= place - 1,
  );
  return open.map(({ range }) => range[0]).findLast(start => /["'[{]/.test(text[start] ?? ''));
}

// The package points at the value above a line that is indented too far, and at column 1 of one that is not far enough.
function misplaced(message: string, [start, end]: Range, text: string): Fault | undefined {
  const line = lineFrom(text, start);
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
  if (message.startsWith('Unexpected scalar') && /["']/.test(text[start - 1] ?? ''))
    return { message: text[start - 1] === '"' ? doubled : apostrophe, range: [start, end] };
  if (!/^Implicit keys need|^Implicit map keys need/.test(message)) return undefined;
  const range: Range = [start, Math.min(end, start + line.length)];
  const odd = /^[\w.-]+:([\u00a0\u2000-\u200b\u202f\u3000]+)/.exec(line);
  if (odd) return { message: oddBlank, range: [start + odd[0].length - 1, start + odd[0].length] };
  if (/^[\w.-]+:\S/.test(line)) return { message: glued, range };
  return /:(?:\s|$)/.test(line) ? undefined : { message: noColon, range };
}

const lineFrom = (text: string, at: number) => /^[^\r\n]*/.exec(text.slice(at, at + 2000))?.[0] ?? '';

const deeper =
  'this line is indented further than the ones beside it — begin it in the same column as they do';
const crooked =
  'this line does not begin in the column of the ones it belongs to — indent all items of a list, and all keys of a mapping, alike';
const comma =
  'a comma that does not belong here — between lines there is none, and one between entries in brackets';
const apostrophe = "the text ended at the ' before this — inside single quotes write '' for a '";
const doubled = 'the text ended at the " before this — inside double quotes write \\" for a "';
const starred = 'a key that begins with * stands in quotes';
const oddBlank = 'a no-break or other odd blank stands behind the ":" — write a plain one';
const glued = 'a blank is missing behind the ":" — write key: value';
const noColon = 'this line has no ":" — write key: value, or "- value" for an item of a list';

// What no YAML reader could know: blanks that are none for YAML, as web pages have them, and what git leaves.
function strangeLine(text: string): Fault | undefined {
  const blanks = /^( *)([\u00a0\u2000-\u200b\u202f\u3000\ufeff]+)/m.exec(text);
  const conflict = /^(?:<{7}|>{7})(?= |$)/m.exec(text);
  if (conflict)
    return {
      message:
        'a conflict that git left here — keep one side, and take the lines with <<<<<<<, ======= and >>>>>>> out',
      range: [conflict.index, conflict.index + 7],
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
