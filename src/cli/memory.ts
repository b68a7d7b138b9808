// Memory: parsed files in <root>/.plugtone/parsed, by path, size, inode and times, else by their digest.

import type { Sources } from '../compile/compile.ts';
import { digestOf, type SourceFile } from '../compile/source/file.ts';
import { readCache, writeCache } from './cache.ts';
import type { Stamps } from './stamp.ts';

/** One file; `values` is JSON, which is parsed for those that are asked for only. */
interface Kept {
  /** empty where it cannot be believed */
  stamp: string;
  digest: string;
  values: string;
}

const name = 'parsed';
const worthIt = 20; // files: below that, parsing is quicker than keeping
const worthWriting = 0.05; // of the files

/** The sources with what is remembered of them; `save` keeps what was learned. */
export function remembering(root: string, sources: Sources, stamps: Stamps): Sources & { save(): void } {
  if (sources.inventory.length < worthIt) return { ...sources, save: () => {} };
  const old = readKept(root);
  const fresh = new Map<string, Kept>();
  let learned = 0;

  const keep = (file: SourceFile, values: unknown[]) => {
    learned++;
    const stamp = stamps.get(file.path) ?? '';
    fresh.set(file.path, { stamp, digest: digestOf(file), values: JSON.stringify(values) });
  };
  const known = (file: SourceFile, kept: Kept) => (): unknown[] | undefined => {
    if (kept.digest !== digestOf(file)) return undefined;
    const values = JSON.parse(kept.values);
    if (isSame(file, kept)) fresh.set(file.path, kept);
    else keep(file, values);
    return values;
  };
  const isSame = ({ path }: SourceFile, kept: Kept) => kept.stamp === stamps.get(path);
  const remembered = (file: SourceFile): SourceFile => {
    const kept = old.get(file.path);
    if (!kept) return file;
    // A file whose stamp is the same need not be read to know its digest.
    const digest = isSame(file, kept) ? { digest: () => kept.digest } : {};
    const whole = { ...file, ...digest };
    return { ...whole, known: known(whole, kept) };
  };
  return {
    ...sources,
    inventory: sources.inventory.map(remembered),
    keep,
    save: () => {
      if (learned > sources.inventory.length * worthWriting) writeCache(root, name, print(fresh));
    },
  };
}

// A line a file; JSON and paths hold no tabs that are not escaped.
const print = (files: Map<string, Kept>): string =>
  [...files]
    .map(([path, { stamp, digest, values }]) => `${JSON.stringify(path)}\t${stamp}\t${digest}\t${values}\n`)
    .join('');

function readKept(root: string): Map<string, Kept> {
  const files = new Map<string, Kept>();
  for (const line of readCache(root, name)?.split('\n') ?? []) {
    const [path, stamp, digest, values] = line.split('\t');
    if (path && digest && values) files.set(JSON.parse(path), { stamp: stamp ?? '', digest, values });
  }
  return files;
}
