// Ledger: what a release says of each file that was made for it. Packed, for a large company has a million of them.

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
  /** Notes a draft, and returns the digest of its bytes. A path that is noted again has the later ones. */
  note(draft: Draft, bytes: Known): string;
  /** Everything that was noted, by path. */
  sorted(): Sorted;
}

/** Files in the order of their paths. */
export interface Sorted {
  length: number;
  path(index: number): string;
  entry(index: number): FileEntry;
}

/** Of a file's bytes: how many they are, and their digest, hex sha256. */
type Known = Pick<FileEntry, 'size' | 'sha256'>;

/** Opens one; `kept` is asked for files of the release before that stay as they are. */
export function openLedger(kept: (path: string) => Known | undefined = () => undefined): Ledger {
  const paths: string[] = [];
  const macs: (string | undefined)[] = [];
  const sames: (string | undefined)[] = [];
  const sites = numbered();
  const types = numbered();
  const models = new Map<string, Known>();
  const blocks: Buffer[] = [];
  const blockOf = (n: number): Buffer => {
    const number = Math.floor(n / inBlock);
    const block = blocks[number] ?? Buffer.alloc(inBlock * rowBytes);
    blocks[number] = block;
    return block;
  };
  return {
    note: ({ path, type, mac, site, same, twins }, bytes) => {
      const twin = same === undefined ? undefined : (models.get(same) ?? kept(same));
      if (same !== undefined && !twin)
        throw new Error(`${path} is to be the same as ${same}, which was not made before it`);
      const { size, sha256 } = twin ?? bytes;
      const at = (paths.length % inBlock) * rowBytes;
      const rows = blockOf(paths.length);
      rows.writeUIntLE(size, at, 6);
      rows.writeUInt16LE(types.number(type), at + place.type);
      rows.writeUInt32LE(sites.number(site), at + place.site);
      rows.write(sha256, at + place.digest, 'hex');
      paths.push(path);
      macs.push(mac);
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
          const rows = blockOf(n);
          const row = (n % inBlock) * rowBytes;
          const entry: FileEntry = {
            path: paths[n] ?? '',
            size: rows.readUIntLE(row, 6),
            sha256: rows.toString('hex', row + place.digest, row + rowBytes),
            type: types.name(rows.readUInt16LE(row + place.type)) ?? '',
          };
          const site = sites.name(rows.readUInt32LE(row + place.site));
          const [mac, same] = [macs[n], sames[n]];
          if (mac !== undefined) entry.mac = mac;
          if (site !== undefined) entry.site = site;
          if (same !== undefined) entry.same = same;
          return entry;
        },
      };
    },
  };
}

// A row: how large the file is, then its type and its site by their numbers, then its digest.
const place = { type: 6, site: 8, digest: 12 };
const rowBytes = place.digest + 32;
const inBlock = 1000; // rows

/** Few names that many files have, each by a number. */
function numbered() {
  const names: (string | undefined)[] = [];
  const numbers = new Map<string | undefined, number>();
  return {
    number: (name: string | undefined): number => {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
    name: (number: number): string | undefined => names[number],
  };
}

// Each folder's files come as a few runs in order, which a sort is quick with where they stand together.
function orderOf(paths: string[]): Uint32Array {
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
  return Uint32Array.from(
    order.filter((n, index) => index + 1 === order.length || path(n) !== path(order[index + 1])),
  );
}
