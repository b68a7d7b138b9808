// Memory: parsed files in <root>/.plugtone/parsed.json, by path, size, inode and times, else by their digest.

import type { Sources } from '../compile/compile.ts';
import { digestOf, type SourceFile } from '../compile/source/file.ts';
import { readCache, writeCache } from './cache.ts';
import type { Stamps } from './stamp.ts';

/** A path to its stamp (empty where it cannot be believed), its digest and the values of its documents. */
type Table = Record<string, [stamp: string, digest: string, ...values: unknown[]]>;

const name = 'parsed.json';
const worthIt = 20; // files: below that, parsing is quicker than keeping

/** The sources with what is remembered of them; `save` keeps what was learned. */
export function remembering(root: string, sources: Sources, stamps: Stamps): Sources & { save(): void } {
  const isWorthIt = sources.inventory.length >= worthIt;
  const old = (isWorthIt ? (readCache(root, name) as Table | undefined) : undefined) ?? {}; // sealed: we wrote it
  const fresh: Table = {};
  let learned = 0;

  const believed = (path: string) => Object.hasOwn(old, path) && old[path]?.[0] === stamps.get(path);
  const recall = (file: SourceFile): unknown[] | undefined => {
    const entry = Object.hasOwn(old, file.path) ? old[file.path] : undefined;
    if (!entry || !(believed(file.path) || digestOf(file) === entry[1])) return undefined;
    if (!believed(file.path)) learned++;
    fresh[file.path] = [stamps.get(file.path) ?? '', ...(entry.slice(1) as [string, ...unknown[]])]; // as above
    return entry.slice(2);
  };
  return {
    ...sources,
    inventory: sources.inventory.map(file =>
      believed(file.path) ? { ...file, digest: () => old[file.path]?.[1] ?? '' } : file,
    ),
    memory: {
      recall,
      keep: (file, values) => {
        learned++;
        fresh[file.path] = [stamps.get(file.path) ?? '', digestOf(file), ...values];
      },
    },
    save: () => {
      if (isWorthIt && learned * worthIt > sources.inventory.length) writeCache(root, name, fresh);
    },
  };
}
