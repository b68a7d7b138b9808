// File: what people wrote, as it lies on disk. The compiler's only reader of folders.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file by its path as findings print it, `inventory/people.yaml`. */
export interface SourceFile {
  path: string;
  bytes(): Uint8Array;
}

/** Every file below `folder` whose name ends in one of `endings`, sorted by path; none where the folder is missing. */
export function readTree(folder: string, shown: string, endings: string[]): SourceFile[] {
  const files: SourceFile[] = [];
  for (const entry of sortedEntries(folder)) {
    const path = join(folder, entry.name);
    const label = `${shown}/${entry.name}`;
    if (entry.isDirectory()) files.push(...readTree(path, label, endings));
    else if (entry.isFile() && endings.some(ending => entry.name.endsWith(ending)))
      files.push(sourceFile(path, label));
  }
  return files;
}

/** A file on disk that is read when it is asked for. */
export const sourceFile = (path: string, label: string): SourceFile => ({
  path: label,
  bytes: () => readFileSync(path),
});

function sortedEntries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []; // node:fs throws nothing else
    throw error;
  }
}
