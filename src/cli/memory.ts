// Memory: parsed files in <root>/.plugtone/parsed, by path, size, inode and times, else by their digest.

import type { Sources } from '../compile/compile.ts';
import { digestOf, type SourceFile } from '../compile/source/file.ts';
import { type CacheWriter, hasCache, openCache, readCacheLines } from './cache.ts';

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

/** Whether there is anything to remember. */
export const knowsFiles = (root: string): boolean => hasCache(root, name);

/** The sources with what is remembered of them; `save` keeps what was learned. */
export function remembering(root: string, sources: Sources): Sources & { save(): void } {
  if (sources.inventory.length < worthIt) return { ...sources, save: () => {} };
  const old = readKept(root, new Set(sources.inventory.map(({ path }) => path)));
  const { note, save } = noteTaker(root, sources.inventory.length * worthWriting);
  const line = (file: SourceFile, values: string): string =>
    [file.path, file.stamp ?? '', digestOf(file), values].join('\t');
  const isSame = ({ stamp }: SourceFile, kept: Kept) => kept.stamp === stamp;

  const remembered = (file: SourceFile): SourceFile => {
    const kept = parse(old.get(file.path));
    if (!kept) return file;
    // A file whose stamp is the same need not be read to know its digest.
    const digest = isSame(file, kept) ? kept.digest : undefined;
    const known = (): unknown[] | undefined => {
      if (kept.digest !== digestOf(whole)) return undefined;
      note(line(whole, kept.values), !isSame(whole, kept));
      return JSON.parse(kept.values);
    };
    const whole: SourceFile = { ...file, digest, known };
    return whole;
  };
  return {
    ...sources,
    inventory: old.size === 0 ? sources.inventory : sources.inventory.map(remembered),
    keep: (file, values) => {
      if (!/[\t\n]/.test(file.path)) note(line(file, JSON.stringify(values)), true);
    },
    save,
  };
}

const atOnce = 200; // lines

// A line a file: its path, then what is kept of it. JSON holds no tabs and line breaks that are not escaped.
function noteTaker(root: string, worth: number) {
  let writer: CacheWriter | undefined;
  let lines: string[] = [];
  let learned = 0;
  const write = () => {
    writer ??= openCache(root, name);
    writer.add(lines.map(line => `${line}\n`).join(''));
    lines = [];
  };
  return {
    /** Lines wait until there is so much new as to be worth writing. */
    note: (line: string, isNew: boolean): void => {
      lines.push(line);
      if (isNew) learned++;
      if (learned > worth && lines.length >= atOnce) write();
    },
    save: (): void => {
      if (learned > worth) write();
      writer?.save();
    },
  };
}

function readKept(root: string, wanted: Set<string>): Map<string, string> {
  const files = new Map<string, string>();
  const isSound = readCacheLines(root, name, line => {
    const path = line.slice(0, Math.max(0, line.indexOf('\t')));
    if (wanted.has(path)) files.set(path, line.slice(path.length + 1));
  });
  return isSound ? files : new Map();
}

// Only files that are asked for are parsed.
function parse(kept: string | undefined): Kept | undefined {
  const [stamp = '', digest, values] = kept?.split('\t') ?? [];
  return digest === undefined || values === undefined ? undefined : { stamp, digest, values };
}
