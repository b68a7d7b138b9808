// YAML faults: what the yaml package found wrong, told once, at the word that is meant.

import { once } from '../../contract/once.ts';
import { quoteIt } from './comments.ts';
import type { Fault, Range } from './fault.ts';
import { lineFrom, misplaced, strangeLine } from './yamlLines.ts';
import { plain } from './yamlWords.ts';

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

function fault({ code, message, pos }: Told, text: string, nodes: () => NodeShape[]): Fault {
  const opener = closing.test(message) ? openerBefore(pos[0], text, nodes()) : undefined;
  if (opener !== undefined) {
    const isQuote = code === 'MISSING_CHAR' && /["']/.test(text[opener] ?? '');
    const remedy = isQuote ? 'put the same quote behind the text' : closed(opener, text);
    return {
      message: `this ${text[opener]} is never closed — ${remedy}`,
      range: [opener, opener + 1],
      related: { message: 'it was missed here', range: [pos[0], pos[0] + 1] },
    };
  }
  return misplaced(message, pos, text) ?? { message: plain(message), range: pos };
}

function closed(opener: number, text: string): string {
  if (/ #\S/.test(lineFrom(text, opener))) return quoteIt;
  return `put the ${text[opener] === '[' ? ']' : '}'} where it ends`;
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
