// File: what people wrote, as it lies on disk. The compiler's only reader of folders.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** A file by its path as findings print it, `inventory/people.yaml`. */
export interface SourceFile {
  path: string;
  bytes(): Uint8Array;
  /** hex sha256 of its bytes, where somebody knows it already */
  digest?(): string;
  /** its documents' values, where they are known already and are without fault */
  known?(): unknown[] | undefined;
  /** where it lies on disk, for whoever wants to look at it without reading it */
  place?: string;
}

/** The hex sha256 of a file's bytes. */
export const digestOf = (file: SourceFile): string => file.digest?.() ?? sha256(file.bytes());

/** Every file below `folder` whose name ends in one of `endings`, sorted by path; none where the folder is missing. */
export const readTree = (folder: string, shown: string, endings: string[]): SourceFile[] => [
  ...walk(folder, shown, endings),
];

function* walk(folder: string, shown: string, endings: string[]): Iterable<SourceFile> {
  for (const entry of sortedEntries(folder)) {
    const path = `${folder}/${entry.name}`;
    const label = `${shown}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(path, label, endings);
    else if (entry.isFile() && endings.some(ending => entry.name.endsWith(ending)))
      yield sourceFile(path, label);
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
  return { path, place, bytes, digest: () => known ?? sha256(bytes()) };
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function sortedEntries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []; // node:fs throws nothing else
    throw error;
  }
}
