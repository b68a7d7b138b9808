// Unique: an extension, a site and a route are written once over all files.

import { type Entry, spotOf } from '../inventory/inventory.ts';
import { type Company, type Remark, repeated } from './rule.ts';

export function* unique({ inventory }: Company): Iterable<Remark> {
  yield* keys(inventory.people, 'extension');
  yield* keys(inventory.sites, 'site');
  yield* keys(inventory.routes, 'route');
}

const keys = (entries: Entry<unknown>[], what: string) =>
  repeated(entries, entry => ({
    key: entry.key,
    shown: `${what} ${entry.key}`,
    spot: spotOf(entry, [], 'key'),
  }));
