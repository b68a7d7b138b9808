// XML: a walk over a rendered text that hands out its attributes and stops where no XML reader would go on.

/** What keeps a text from being of its format, and the offset. */
export interface FormFault {
  message: string;
  at: number;
}

export type Take = (name: string, value: string) => void;

// Sticky, one after the other: what stands between tags, a tag's beginning, an attribute, a tag's end.
const between =
  /(?:[^<&]+|&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<!DOCTYPE[^>]*>)*/y;
const opening = /<(\/?)([^\s<>/="'&!?]+)/y;
const attribute = /\s+([^\s"'<>=/&]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const closing = /\s*(\/?)>/y;
const bare = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/;

/** Calls back with each attribute, values as written there; the first fault ends the walk. */
export function readXml(text: string, take: Take): FormFault | undefined {
  const open: { name: string; at: number }[] = [];
  let elements = 0;
  let behind = 0;
  for (let at = skip(text, 0); at < text.length; at = skip(text, behind)) {
    opening.lastIndex = at;
    const found = opening.exec(text);
    if (!found) return { message: text[at] === '&' ? ampersand : `this is no XML: ${shown(text, at)}`, at };
    const [, slash, name = ''] = found;
    const outer = open.at(-1)?.name;
    if (slash === '/' && outer !== name) return misplaced(name, at, outer);
    if (outer === undefined && (elements++ > 0 || isStray(text.slice(behind, at)))) return second(at);
    const end = readTag(text, opening.lastIndex, take);
    if (typeof end !== 'number') return end;
    behind = end;
    if (slash === '/') open.pop();
    else if (text[end - 2] !== '/') open.push({ name, at });
  }
  const unclosed = open.at(-1);
  if (unclosed) return { message: `<${unclosed.name}> is never closed`, at: unclosed.at };
  if (elements === 0) return { message: empty, at: 0 };
  return isStray(text.slice(behind)) ? second(behind) : undefined;
}

const isStray = (text: string) => text.replace(/<[\s\S]*?>/g, '').trim() !== '';

const second = (at: number): FormFault => ({
  message: 'outside the outermost element nothing may stand, no text and no second one',
  at,
});

function skip(text: string, from: number): number {
  between.lastIndex = from;
  between.test(text);
  return between.lastIndex;
}

/** The offset behind a tag that begins before `from`, or what is wrong with it. */
function readTag(text: string, from: number, take: Take): number | FormFault {
  const names = new Set<string>();
  let at = from;
  for (let found = nextAttribute(text, at); found; found = nextAttribute(text, at)) {
    const { name, value, end } = found;
    if (names.has(name)) return { message: `${name} stands twice in one element`, at: at + 1 };
    if (value.includes('&') && bare.test(value)) return { message: ampersand, at: at + 1 };
    names.add(name);
    take(name, value);
    at = end;
  }
  closing.lastIndex = at;
  if (closing.test(text)) return closing.lastIndex;
  const rest = text.slice(at).trim();
  return { message: rest === '' ? 'a tag is never closed' : `this is no XML: ${shown(text, at)}`, at };
}

interface Attribute {
  name: string;
  value: string;
  /** the offset behind it */
  end: number;
}

// Most stand as templates print them: blanks, a name of ASCII, =, double quotes. A regular expression takes twice as long.
function nextAttribute(text: string, from: number): Attribute | undefined {
  let start = from;
  while (isBlank(text.charCodeAt(start))) start++;
  const equals = text.indexOf('="', start);
  const last = text.indexOf('"', equals + 2);
  if (start === from || equals < 0 || last < 0) return anyAttribute(text, from);
  const [name, value] = [text.slice(start, equals), text.slice(equals + 2, last)];
  if (!/^[\w.:-]+$/.test(name) || value.includes('<')) return anyAttribute(text, from);
  return { name, value, end: last + 1 };
}

const isBlank = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

function anyAttribute(text: string, from: number): Attribute | undefined {
  attribute.lastIndex = from;
  const found = attribute.exec(text);
  if (!found) return undefined;
  const [, name = '', value = found[3] ?? ''] = found;
  return { name, value, end: attribute.lastIndex };
}

const misplaced = (name: string, at: number, open: string | undefined): FormFault => ({
  message: open === undefined ? `</${name}> closes nothing` : `</${name}> stands where </${open}> belongs`,
  at,
});

const shown = (text: string, at: number) => JSON.stringify(text.slice(at, at + 40).trim());

const ampersand = 'a bare & is no XML — print values with <%= %>, which writes &amp;';
const empty =
  'no element is printed, and phones refuse an empty file — optional: true in pack.yaml leaves it out';
