// Settings: vendor parameters, laid over each other.

export type Settings = Record<string, string>;

/** Vendor parameters as the strings that files hold; true and false are 1 and 0 there. */
export function asText(settings: Record<string, string | number | boolean> = {}): Settings {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? String(Number(value)) : String(value),
    ]),
  );
}

const naturally = new Intl.Collator('en', { numeric: true });

/** A template's own parameters with the user's laid over them, each name once, in natural order. */
export function parameters(
  own: Record<string, string | number | boolean>,
  over: Settings,
): [string, string][] {
  return Object.entries({ ...asText(own), ...over }).sort(
    ([a], [b]) => naturally.compare(a, b) || (a < b ? -1 : 1),
  );
}

/** A text cut to so many UTF-8 bytes, never within a character. */
export function bytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (Buffer.byteLength(cut + segment) > most) break;
    cut += segment;
  }
  return cut;
}
