// Memory: parsed files in <root>/.plugtone/parsed, by path, size, inode and times, else by their digest.

import type { Sources } from '../compile/compile.ts';
import { digestOf, type SourceFile } from '../compile/source/file.ts';
import { readCache, writeCache } from './cache.ts';
import type { Stamps } from './stamp.ts';

/** One file. */
interface Kept {
  /** empty where it cannot be believed */
  stamp: string;
  digest: string;
  /** of its documents, as JSON */
  values: string;
}

const name = 'parsed';
const worthIt = 20; // files: below that, parsing is quicker than keeping
const worthWriting = 0.05; // of the files

/** The sources with what is remembered of them; `save` keeps what was learned. */
export function remembering(root: string, sources: Sources, stamps: Stamps): Sources & { save(): void } {
  if (sources.inventory.length < worthIt) return { ...sources, save: () => {} };
  const old = readKept(root, new Set(sources.inventory.map(({ path }) => path)));
  const fresh = new Map<string, string>();
  let learned = 0;

  const keep = (file: SourceFile, values: unknown[]) => {
    learned++;
    const stamp = stamps.get(file.path) ?? '';
    fresh.set(file.path, [stamp, digestOf(file), JSON.stringify(values)].join('\t'));
  };
  const known = (file: SourceFile, kept: Kept) => (): unknown[] | undefined => {
    if (kept.digest !== digestOf(file)) return undefined;
    const values = JSON.parse(kept.values);
    keep(file, values);
    if (isSame(file, kept)) learned--;
    return values;
  };
  const isSame = ({ path }: SourceFile, kept: Kept) => kept.stamp === stamps.get(path);
  const remembered = (file: SourceFile): SourceFile => {
    const kept = parse(old.get(file.path));
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

// A line a file: its path, then what is kept of it. JSON holds no tabs and line breaks that are not escaped.
const print = (files: Map<string, string>): string =>
  [...files].flatMap(([path, kept]) => (/[\t\n]/.test(path) ? [] : `${path}\t${kept}\n`)).join('');

function readKept(root: string, wanted: Set<string>): Map<string, string> {
  const files = new Map<string, string>();
  for (const line of readCache(root, name)?.split('\n') ?? []) {
    const path = line.slice(0, Math.max(0, line.indexOf('\t')));
    if (wanted.has(path)) files.set(path, line.slice(path.length + 1));
  }
  return files;
}

// Only files that are asked for are parsed.
function parse(kept: string | undefined): Kept | undefined {
  const [stamp = '', digest, values] = kept?.split('\t') ?? [];
  return digest === undefined || values === undefined ? undefined : { stamp, digest, values };
}
