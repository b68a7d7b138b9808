// Settings: vendor parameters, laid over each other.

export type Settings = Record<string, string>;

type Written = Record<string, string | number | boolean>;

const none: Settings = Object.freeze({});

/** Vendor parameters as the strings that files hold; true and false are 1 and 0 there. */
export function asText(settings: Written | undefined): Settings {
  if (settings === undefined) return none; // most phones have none
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, textOf(value)]));
}

const textOf = (value: Written[string]): string =>
  typeof value === 'boolean' ? String(Number(value)) : String(value);

const naturally = new Intl.Collator('en', { numeric: true });

/** A template's own parameters with the user's laid over them, each name once, in natural order. */
export function parameters(own: Written, over: Settings): [string, string][] {
  const names = Object.keys(own);
  for (const name of Object.keys(over)) if (!Object.hasOwn(own, name)) names.push(name);
  const laid = (name: string) => (Object.hasOwn(over, name) ? over[name] : own[name]) ?? '';
  const all: [string, string][] = [];
  for (const name of orderOf(names)) all.push([name, textOf(laid(name))]);
  return all;
}

const orders = new Map<string, string[]>();
const mostOrders = 1000;

// Most phones have the names of another one, and a collator is slow.
function orderOf(names: string[]): string[] {
  const key = names.join('\0');
  const known = orders.get(key);
  if (known) return known;
  const order = names.sort((a, b) => naturally.compare(a, b) || (a < b ? -1 : 1));
  if (orders.size < mostOrders) orders.set(key, order);
  return order;
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
