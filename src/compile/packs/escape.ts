// Escape: how a value is written in each syntax that templates produce.

import type { Format } from './pack.ts';

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

// What XML 1.0 cannot hold in any spelling: https://www.w3.org/TR/xml/#charsets
const notXml =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const control = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/;

/** Each throws an Error for a value that its syntax cannot hold. */
export const escapes: Record<Format, (value: unknown) => string> = {
  xml: value => {
    const text = String(value);
    if (notXml.test(text)) throw new Error(`${JSON.stringify(text)} holds a character that XML cannot`);
    return /[&<>"'\t\n\r]/.test(text)
      ? text.replace(/[&<>"'\t\n\r]/g, found => entities[found] ?? found)
      : text;
  },
  conf: value => oneLine(value, 'an Asterisk .conf').replace(/;/g, '\\;'),
  json: value => JSON.stringify(String(value)).slice(1, -1),
  text: value => oneLine(value, 'a file of lines'),
};

function oneLine(value: unknown, what: string): string {
  const text = String(value);
  if (control.test(text))
    throw new Error(`${JSON.stringify(text)} holds a line break or control character, which ${what} cannot`);
  return text;
}
