// YAML values: a document's nodes as plain values, each alias the very value that it stands for, in one walk.

import { isMergeKey } from './yamlPlace.ts';

/** As much of the package's nodes as their values need. */
export interface Valued {
  items?: unknown[];
  value?: unknown;
  /** how a scalar is written: `PLAIN`, `QUOTE_DOUBLE` … */
  type?: string;
}

interface Pair {
  key: Valued;
  value: unknown;
}

export interface Looks {
  isMap(node: unknown): boolean;
  /** what an alias stands for; undefined of any other node */
  targetOf(node: unknown): unknown;
}

/** The value of a node of which no alias stands within itself. */
export function plainValue(node: unknown, looks: Looks, known = new Map<unknown, unknown>()): unknown {
  const target = looks.targetOf(node);
  if (target !== undefined) {
    if (!known.has(target)) known.set(target, plainValue(target, looks, known));
    return known.get(target);
  }
  const { items, value } = (node ?? {}) as Valued; // nothing, or a node
  if (items === undefined) return value ?? null;
  const made = looks.isMap(node)
    ? mapped(items as Pair[], looks, known)
    : items.map(item => plainValue(item, looks, known));
  known.set(node, made);
  return made;
}

function mapped(pairs: Pair[], looks: Looks, known: Map<unknown, unknown>): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const { key, value } of pairs) {
    const inner = plainValue(value, looks, known);
    if (isMergeKey(key.value) && !key.type?.startsWith('QUOTE')) merge(made, inner);
    else put(made, String(key.value ?? ''), inner);
  }
  return made;
}

// What stands beside a merge goes first, wherever it stands; of several sources the first.
function merge(into: Record<string, unknown>, source: unknown): void {
  for (const one of Array.isArray(source) ? source : [source])
    for (const [name, value] of Object.entries(one ?? {}))
      if (!Object.hasOwn(into, name)) put(into, name, value);
}

// Also where the name is __proto__.
const put = (into: object, name: string, value: unknown) =>
  Object.defineProperty(into, name, { value, writable: true, enumerable: true, configurable: true });

const limits = { values: 3_000_000, depth: 400 };

/** Why what aliases repeat is more than can be looked through, or undefined. */
export function growth(node: unknown, looks: Looks): string | undefined {
  const known = new Map<unknown, { size: number; depth: number }>();
  const measure = (node: unknown): { size: number; depth: number } => {
    const real = looks.targetOf(node) ?? node;
    const found = known.get(real);
    if (found) return found;
    const whole = { size: 1, depth: 1 };
    for (const item of (real as Valued | null)?.items ?? []) {
      const { size, depth } = measure(looks.isMap(real) ? (item as Pair).value : item);
      whole.size += size;
      whole.depth = Math.max(whole.depth, depth + 1);
    }
    known.set(real, whole);
    return whole;
  };
  const { size, depth } = measure(node);
  if (size > limits.values) return 'this file uses aliases (*) too often: it would grow beyond all measure';
  return depth > limits.depth ? 'the aliases (*) of this file are nested too deeply to be read' : undefined;
}
