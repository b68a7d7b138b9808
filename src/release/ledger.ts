// Ledger: what a release says of each file that was made for it. Packed, for a large company has a million of them.

import { hash } from 'node:crypto';
import type { FileEntry } from '../contract/manifest.ts';

/** One file as it is handed over to be released. */
export interface Draft {
  path: string;
  text: string;
  type: string;
  mac?: string;
  site?: string;
  /** the path of a draft before this one whose bytes these are: one of no phone, or that has `twins` */
  same?: string;
  /** others may be the same as this one */
  twins?: boolean;
}

export interface Ledger {
  /** Notes a draft of these bytes, and returns their digest, hex sha256. A path that is noted again has the later ones. */
  note(draft: Draft, bytes: Uint8Array): string;
  /** Everything that was noted, by path. */
  sorted(): Sorted;
}

/** Files in the order of their paths. */
export interface Sorted {
  length: number;
  path(index: number): string;
  entry(index: number): FileEntry;
}

type Known = Pick<FileEntry, 'size' | 'sha256'>;

const digestBytes = 32;

/** Opens one; `kept` is asked for files of the release before that stay as they are. */
export function openLedger(kept: (path: string) => Known | undefined = () => undefined): Ledger {
  const paths: string[] = [];
  const types: string[] = [];
  const sizes: number[] = [];
  const macs: (string | undefined)[] = [];
  const sites: (string | undefined)[] = [];
  const sames: (string | undefined)[] = [];
  const models = new Map<string, Known>();
  let digests = Buffer.alloc(digestBytes << 10);
  return {
    note: ({ path, type, mac, site, same, twins }, bytes) => {
      const twin = same === undefined ? undefined : (models.get(same) ?? kept(same));
      if (same !== undefined && !twin)
        throw new Error(`${path} is to be the same as ${same}, which was not made before it`);
      const { size, sha256 } = twin ?? { size: bytes.length, sha256: hash('sha256', bytes) };
      const at = paths.length * digestBytes;
      if (at === digests.length) digests = Buffer.concat([digests, Buffer.alloc(at)]);
      digests.write(sha256, at, 'hex');
      paths.push(path);
      types.push(type);
      sizes.push(size);
      macs.push(mac);
      sites.push(site);
      sames.push(same);
      if (mac === undefined || twins) models.set(path, { size, sha256 });
      return sha256;
    },
    sorted: () => {
      const order = orderOf(paths);
      const at = (index: number) => order[index] ?? 0;
      return {
        length: order.length,
        path: index => paths[at(index)] ?? '',
        entry: index => {
          const n = at(index);
          const sha256 = digests.toString('hex', n * digestBytes, (n + 1) * digestBytes);
          const entry: FileEntry = {
            path: paths[n] ?? '',
            size: sizes[n] ?? 0,
            sha256,
            type: types[n] ?? '',
          };
          const [mac, site, same] = [macs[n], sites[n], sames[n]];
          if (mac !== undefined) entry.mac = mac;
          if (site !== undefined) entry.site = site;
          if (same !== undefined) entry.same = same;
          return entry;
        },
      };
    },
  };
}

// Each folder's files come as a few runs in order, which a sort is quick with where they stand together.
function orderOf(paths: string[]): number[] {
  const folders = new Map<string, number[]>();
  for (const [n, path] of paths.entries()) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const found = folders.get(folder);
    if (found) found.push(n);
    else folders.set(folder, [n]);
  }
  const order = [...folders.keys()].sort().flatMap(folder => folders.get(folder) ?? []);
  const path = (n: number | undefined) => paths[n ?? 0] ?? '';
  order.sort((a, b) => (path(a) < path(b) ? -1 : path(a) > path(b) ? 1 : a - b));
  return order.filter((n, index) => index + 1 === order.length || path(n) !== path(order[index + 1]));
}
