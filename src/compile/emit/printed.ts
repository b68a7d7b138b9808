// Printed: the parameters that a rendered text holds, as the phone will read them.

import type { Format } from '../packs/pack.ts';
import { type FormFault, readXml, type Take } from './xml.ts';

const line = /^[ \t]*([^\s#;=[][^=\n]*?)[ \t]*=[ \t]*(.*?)[ \t]*$/gm;

/**
 * Calls back with each name and value in the text, values as written there: XML attributes, `name = value` of lines.
 * Answers what keeps the text from being of its format.
 */
export function eachPrinted(text: string, format: Format, take: Take): FormFault | undefined {
  if (format === 'xml') return readXml(text, take);
  if (format === 'json') return jsonFault(text);
  if (format === 'text') for (const [, name = '', value = ''] of text.matchAll(line)) take(name, value);
  return undefined;
}

function jsonFault(text: string): FormFault | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const message = (error as SyntaxError).message; // JSON.parse throws nothing else
    return { message: `this is no JSON: ${message}`, at: Number(/position (\d+)/.exec(message)?.[1] ?? 0) };
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" };

/** What a printed value means. */
export function meant(value: string, format: Format): string {
  if (format !== 'xml' || !value.includes('&')) return value;
  return value.replace(/&([#\w]+);/g, (whole, name: string) => entities[name] ?? whole);
}
