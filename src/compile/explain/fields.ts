// Fields: what the inventory says of a phone, its site and the fleet, layer by layer.

import { type Entry, spotOf } from '../inventory/inventory.ts';
import { secretPath } from '../inventory/secrets.ts';
import type { Secret } from '../inventory/written.ts';
import type { Path } from '../source/yaml.ts';
import { type Explained, explained, type Said } from './explained.ts';

export interface Layer {
  name: string;
  entry: Entry<unknown>;
}

/** One field as the layers have it, the highest first; `fallback` is what holds where none of them says. */
export function field(path: Path, layers: Layer[], fallback?: string): Explained[] {
  const said = layers.flatMap((layer): Said[] => {
    const value = valueAt(layer.entry.value, path);
    return value === undefined
      ? []
      : [{ value: shown(value), layer: layer.name, spot: spotOf(layer.entry, path) }];
  });
  const last = fallback === undefined ? [] : [{ value: fallback, layer: 'default', spot: undefined }];
  return explained(path.join('.'), [...said, ...last], isSecret(path));
}

/** Every value below a field of one record, each with its own place: `lines.0.label`. */
export function fieldsBelow(path: Path, layer: Layer): Explained[] {
  const value = valueAt(layer.entry.value, path);
  if (typeof value !== 'object' || value === null || secretPath(value as Secret) !== undefined)
    return field(path, [layer]);
  return Object.keys(value).flatMap(key =>
    fieldsBelow([...path, Array.isArray(value) ? Number(key) : key], layer),
  );
}

/** What stands at a path of a record, if anything. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  );
}

function shown(value: unknown): string {
  const path = secretPath(value as Secret);
  if (path !== undefined) return `!secret ${path}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const isSecret = (path: Path) => ['password', 'pin'].includes(String(path.at(-1)));
