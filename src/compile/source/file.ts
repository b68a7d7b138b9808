// File: what people wrote, as it lies on disk. The compiler's only reader of folders.

import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { asciiText } from './decode.ts';
import { strayFault } from './stray.ts';

/** A file by its path as findings print it, `inventory/people.yaml`. */
export interface SourceFile {
  path: string;
  /** the folder on disk that the path starts from */
  root?: string;
  /** its bytes, where it does not lie on disk */
  bytes?(): Uint8Array;
  /** hex sha256 of its bytes, once somebody knows it */
  digest?: string | undefined;
  /** how it lay on disk before it was read: equal stamps mean equal bytes; missing where that cannot be believed */
  stamp?: string | undefined;
  /** its documents' values, where they are known already and are without fault */
  known?(): unknown[] | undefined;
  /** of templates: the company's, not one that ships */
  isOwn?: boolean;
}

/** Where it lies on disk; undefined where it does not. */
export const placeOf = ({ root, path }: SourceFile): string | undefined =>
  root === undefined ? undefined : `${root}/${path}`;

/** Reads a file, whose digest is known from then on; throws what node:fs throws. */
export function bytesOf(file: SourceFile): Uint8Array {
  const bytes = file.bytes?.() ?? readFileSync(`${file.root}/${file.path}`);
  file.digest ??= hash('sha256', bytes);
  return bytes;
}

/** A file's text; what is no UTF-8 of it is replaced. Throws what node:fs throws. */
export function textIn(file: SourceFile): string {
  const bytes = bytesOf(file);
  return asciiText(bytes) ?? new TextDecoder().decode(bytes);
}

/** The hex sha256 of a file's bytes. */
export const digestOf = (file: SourceFile): string => file.digest ?? hash('sha256', bytesOf(file));

/** Every file in `root` below `folder` whose name ends in one of `endings` and does not begin with a dot, sorted by path; none where the folder is missing. */
export const readTree = (root: string, folder: string, endings: string[]): SourceFile[] => [
  ...walk(root, folder, endings),
];

function* walk(root: string, folder: string, endings: string[]): Iterable<SourceFile> {
  const entries = sortedEntries(`${root}/${folder}`);
  if (entries === undefined)
    yield unreadable(folder, 'you may not read this folder — look at its permissions');
  for (const entry of entries ?? []) {
    const path = [folder, entry.name].join('/'); // joined it is one text, with no pieces to hold on to
    if (entry.name.startsWith('.')) continue; // what editors and systems leave: .#people.yaml, ._people.yaml
    const isWanted = endings.some(ending => entry.name.toLowerCase().endsWith(ending));
    if (entry.isDirectory() && !isWanted) yield* walk(root, path, endings);
    else if (entry.isFile() && isWanted) yield sourceFile(root, path);
    else if (isWanted || entry.isSymbolicLink()) yield* stray(root, path, isWanted);
    else if (misnamed.test(entry.name)) yield unreadable(path, oddEnding);
  }
}

/** A file on disk, read when it is asked for. Lean: there is one for each phone. */
export const sourceFile = (root: string, path: string): SourceFile => ({
  path,
  root,
  digest: undefined,
  stamp: undefined,
});

/** A link to a file of the tree is that file; anything else with such a name is a file that cannot be read. */
function stray(root: string, path: string, isWanted: boolean): SourceFile[] {
  const fault = strayFault(`${root}/${path}`, path);
  if (fault === undefined) return isWanted ? [sourceFile(root, path)] : [];
  return [unreadable(path, fault)];
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
