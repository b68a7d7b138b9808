// Printed: the parameters that a rendered text holds, as the phone will read them.

import type { Format } from '../packs/pack.ts';

const patterns: Partial<Record<Format, RegExp>> = {
  // attributes, whatever their element; not those of <?xml … ?>
  xml: /<\?.*?\?>|([^\s"'<>=/]+)\s*=\s*"([^"]*)"/g,
  text: /^[ \t]*([^\s#;=[][^=\n]*?)[ \t]*=[ \t]*(.*?)[ \t]*$/gm,
};

/** Calls back with each name and value in the text, values as written there; nothing for formats without parameters. */
export function eachPrinted(text: string, format: Format, take: (name: string, value: string) => void): void {
  const pattern = patterns[format];
  if (!pattern) return;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text))
    if (found[1] !== undefined) take(found[1], found[2] ?? '');
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" };

/** What a printed value means. */
export function meant(value: string, format: Format): string {
  if (format !== 'xml' || !value.includes('&')) return value;
  return value.replace(/&([#\w]+);/g, (whole, name: string) => entities[name] ?? whole);
}
