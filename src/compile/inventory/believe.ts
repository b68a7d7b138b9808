// Believe: what is left of a value when the parts that its schema found fault with are taken out.

import type { SchemaFault } from '../source/schema.ts';
import type { Path } from '../source/yaml.ts';

/** A value of which anything may be missing. */
export type Partly<T> = T extends readonly (infer Item)[]
  ? (Partly<Item> | undefined)[]
  : T extends object
    ? { [Key in keyof T]?: Partly<T[Key]> }
    : T;

const depthOfRecord = 2; // people/101, phones/0

/** The path that a fault makes unbelievable; undefined where all that stands there can be believed. */
export function doubted({ path, part, word, missing }: SchemaFault): Path | undefined {
  if (missing !== undefined) return path.length > depthOfRecord ? path : undefined;
  return part === 'key' && word !== undefined ? undefined : path;
}

/** A copy without what stands at the paths; items of a list become undefined, so that the others keep their places. */
export function without(value: unknown, paths: Path[]): unknown {
  if (paths.some(path => path.length === 0)) return undefined;
  if (paths.length === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => without(item, below(paths, String(index))));
  const kept = Object.entries(value).map(([key, item]) => [key, without(item, below(paths, key))] as const);
  return Object.fromEntries(kept.filter(([, item]) => item !== undefined));
}

const below = (paths: Path[], step: string): Path[] =>
  paths.filter(([first]) => String(first) === step).map(([, ...rest]) => rest);
