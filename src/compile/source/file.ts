// File: what people wrote, as it lies on disk. The compiler's only reader of folders.

import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { strayFault } from './stray.ts';

/** A file by its path as findings print it, `inventory/people.yaml`. */
export interface SourceFile {
  path: string;
  bytes(): Uint8Array;
  /** hex sha256 of its bytes, where somebody knows it already */
  digest?(): string;
  /** its documents' values, where they are known already and are without fault */
  known?(): unknown[] | undefined;
  /** of templates: the company's, not one that ships */
  isOwn?: boolean;
  /** where it lies on disk, for whoever wants to look at it without reading it */
  place?: string;
}

/** The hex sha256 of a file's bytes. */
export const digestOf = (file: SourceFile): string => file.digest?.() ?? sha256(file.bytes());

/** Every file below `folder` whose name ends in one of `endings` and does not begin with a dot, sorted by path; none where the folder is missing. */
export const readTree = (folder: string, shown: string, endings: string[]): SourceFile[] => [
  ...walk(folder, shown, endings),
];

function* walk(folder: string, shown: string, endings: string[]): Iterable<SourceFile> {
  const entries = sortedEntries(folder);
  if (entries === undefined)
    yield unreadable(shown, 'you may not read this folder — look at its permissions');
  for (const entry of entries ?? []) {
    const path = `${folder}/${entry.name}`;
    const label = `${shown}/${entry.name}`;
    if (entry.name.startsWith('.')) continue; // what editors and systems leave: .#people.yaml, ._people.yaml
    const isWanted = endings.some(ending => entry.name.toLowerCase().endsWith(ending));
    if (entry.isDirectory() && !isWanted) yield* walk(path, label, endings);
    else if (entry.isFile() && isWanted) yield sourceFile(path, label);
    else if (isWanted || entry.isSymbolicLink()) yield* stray(path, label, isWanted);
    else if (misnamed.test(entry.name)) yield unreadable(label, oddEnding);
  }
}

/** A file on disk that is read when it is asked for, and whose digest is known once it was read. */
export function sourceFile(place: string, path: string): SourceFile {
  let known: string | undefined;
  const bytes = () => {
    const read = readFileSync(place);
    known ??= sha256(read);
    return read;
  };
  const digest = () => {
    known ??= sha256(readFileSync(place));
    return known;
  };
  return { path, place, bytes, digest };
}

const sha256 = (bytes: Uint8Array) => hash('sha256', bytes);

/** A link to a file of the tree is that file; anything else with such a name is a file that cannot be read. */
function stray(path: string, label: string, isWanted: boolean): SourceFile[] {
  const fault = strayFault(path, label);
  if (fault === undefined) return isWanted ? [sourceFile(path, label)] : [];
  return [unreadable(label, fault)];
}

const unreadable = (path: string, fault: string): SourceFile => ({
  path,
  bytes: () => {
    throw new Error(fault);
  },
});

// `people.yaml.txt` is what some editors make of it, `people.ymal` a slip of the fingers.
const misnamed = /\.(?:ya?ml\.txt|ymal|yam|yalm)$/i;
const oddEnding = 'its name does not end in .yaml — rename it';

/** Undefined where the folder may not be read. */
function sortedEntries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException; // node:fs throws nothing else
    if (['ENOENT', 'ENOTDIR'].includes(code)) return [];
    if (code === 'EACCES') return undefined;
    throw error;
  }
}
