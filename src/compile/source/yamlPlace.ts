// YAML place: a path in a value to its offsets in the text, through aliases and merges.

import type { Range } from './fault.ts';

export type Path = readonly (string | number)[];

/** As much of the package's nodes as the way to a place needs; a parsed node has a range. */
interface Node {
  range?: [number, number, number] | null;
  items?: unknown[];
  value?: unknown;
}

interface Pair {
  key: Node;
  value: Node | null;
}

type Resolve = (node: unknown) => unknown;

/** The offsets of what a path below `contents` leads to, or of its key; falls back to the nearest parent. */
export function placeOf(
  contents: unknown,
  { path, part }: { path: Path; part: 'key' | 'value' },
  resolve: Resolve,
): Range {
  let node = contents;
  let range = rangeOf(node) ?? [0, 0];
  for (const [step, name] of path.entries()) {
    const found = child(resolve(node), name, resolve);
    if (!found) return range;
    const wantsKey = part === 'key' && step === path.length - 1;
    range = rangeOf(wantsKey ? found.key : found.value) ?? rangeOf(found.key) ?? range;
    node = found.value;
  }
  return range;
}

function child(node: unknown, name: string | number, resolve: Resolve): Pair | undefined {
  const items = (node as Node | null | undefined)?.items; // maps and sequences have some
  if (!items) return undefined;
  const { pairs, byName } = pairsOf(items);
  const item = items[Number(name)] as Node | undefined; // of a sequence, which has no pairs
  if (pairs.length === 0) return item && { key: item, value: item };
  return byName.get(String(name)) ?? merged(pairs, name, resolve);
}

interface Pairs {
  pairs: Pair[];
  /** the last of each name */
  byName: Map<string, Pair>;
}

const known = new WeakMap<unknown[], Pairs>();

// A large mapping is asked for many of its places.
function pairsOf(items: unknown[]): Pairs {
  const found = known.get(items);
  if (found) return found;
  const pairs = items.filter(isPair);
  const made = { pairs, byName: new Map(pairs.map(pair => [String(pair.key.value), pair])) };
  known.set(items, made);
  return made;
}

function merged(pairs: Pair[], name: string | number, resolve: Resolve): Pair | undefined {
  for (const { key, value } of pairs) {
    if (!isMergeKey(key.value)) continue;
    const source = resolve(value) as Node | null; // what is no node has no items
    const maps = source?.items?.some(isPair) ? [source] : (source?.items ?? []);
    for (const map of maps) {
      const found = child(resolve(map), name, resolve);
      if (found) return found;
    }
  }
  return undefined;
}

const isPair = (item: unknown): item is Pair => typeof item === 'object' && item !== null && 'key' in item;

/** The package gives a merge key the value Symbol(<<). */
export const isMergeKey = (value: unknown): boolean => value === '<<' || typeof value === 'symbol';

/** A parsed node's offsets. */
export function rangeOf(node: unknown): Range | undefined {
  const range = (node as Node | null | undefined)?.range; // every parsed node has one
  return range ? [range[0], range[1]] : undefined;
}
