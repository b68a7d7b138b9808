// Wanted: which phones of the release are to be told.

import { parseMac } from '../../contract/mac.ts';
import type { FileEntry } from '../../contract/manifest.ts';
import { phoneDigests } from '../../release/announce/digest.ts';
import { didYouMean } from '../didYouMean.ts';
import { usageError } from '../usage.ts';

export type Wish = { kind: 'changed' | 'stale' | 'all' } | { kind: 'named'; names: string[] };

export interface Known {
  mac: string;
  /** pack and model */
  model: string;
  site: string;
  extensions: string[];
  digest: string;
}

/** The phones of a release, by MAC. */
export function knownPhones(files: FileEntry[]): Map<string, Known> {
  const known = new Map<string, Known>();
  const digests = phoneDigests(files);
  for (const { mac, site = '', path, lines = [] } of files) {
    const digest = digests.get(mac ?? '');
    if (mac === undefined || digest === undefined || known.has(mac)) continue;
    const model = path.split('/').slice(1, -1).join('/');
    known.set(mac, { mac, model, site, extensions: lines, digest });
  }
  return known;
}

interface Facts {
  known: Map<string, Known>;
  announced: Map<string, string>;
  stale: Set<string>;
}

/** The phones of a wish; a name that stands for none is wrong usage. */
export function wanted(wish: Wish, { known, announced, stale }: Facts): Known[] {
  const all = [...known.values()];
  if (wish.kind === 'named') return [...new Set(wish.names.flatMap(name => named(name, known)))];
  if (wish.kind === 'all') return all;
  if (wish.kind === 'stale') return all.filter(({ mac }) => stale.has(mac));
  return all.filter(({ mac, digest }) => announced.get(mac) !== digest);
}

function named(name: string, known: Map<string, Known>): Known[] {
  const mac = parseMac(name);
  const phone = mac && known.get(mac);
  if (phone) return [phone];
  const sharing = [...known.values()].filter(({ extensions }) => extensions.includes(name));
  if (sharing.length > 0) return sharing;
  const names = [...known.values()].flatMap(one => [one.mac, ...one.extensions]);
  throw usageError(`no phone "${name}" in this release${didYouMean(mac ?? name, names)}`);
}
