// Plain scalar: one value on one line, as `yaml` reads it.

/** What the quick reader says of anything that it leaves to the judge. */
export const unread: unique symbol = Symbol('left to yaml');

const nothing = new Set(['', '~', 'null', 'Null', 'NULL']);
const truths = new Map([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);
const integer = /^-?(?:0|[1-9][0-9]{0,14})$/;
const starts = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|-\d)/;
const odd = { block: /: |:$| #/, flow: /: |:$| #|[,[\]{}]|:[,[\]{}]/ };

/** Reads a quoted, tagged or plain scalar, or returns `unread`. */
export function readScalar(text: string, context: keyof typeof odd): unknown {
  const first = text[0];
  if (first === '"') return /^"([^"\\]*)"$/.exec(text)?.[1] ?? unread;
  if (first === "'") return /^'([^']*)'$/.exec(text)?.[1] ?? unread;
  if (first === '!') return readSecret(text);
  if (!starts.test(text) || odd[context].test(text)) return text === '~' ? null : unread;
  return resolvePlain(text);
}

function readSecret(text: string): unknown {
  const path = /^!secret +([A-Za-z0-9_][\w./-]*)$/.exec(text)?.[1];
  return path === undefined ? unread : { '!secret': path };
}

function resolvePlain(text: string): unknown {
  if (integer.test(text)) return Number(text);
  if (nothing.has(text)) return null;
  return truths.get(text) ?? shared(text);
}

const longEnough = 13; // V8 copies what is shorter
const most = 1000;
const seen = new Map<string, string>();

// The same words stand in every file, and a long one, cut out of its file's text, keeps all of that text in memory.
function shared(text: string): string {
  if (text.length < longEnough) return text;
  const known = seen.get(text);
  if (known !== undefined) return known;
  if (seen.size >= most) seen.clear();
  seen.set(text, text);
  return text;
}
