// File: what people wrote, as it lies on disk. The compiler's only reader of folders.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strayFault } from './stray.ts';

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
    const isWanted = endings.some(ending => entry.name.toLowerCase().endsWith(ending));
    if (entry.isDirectory() && !isWanted) files.push(...readTree(path, label, endings));
    else if (entry.isFile() && isWanted) files.push(sourceFile(path, label));
    else if (isWanted || entry.isSymbolicLink()) files.push(...stray(path, label, isWanted));
  }
  return files;
}

/** A link to a file of the tree is that file; anything else with such a name is a file that cannot be read. */
function stray(path: string, label: string, isWanted: boolean): SourceFile[] {
  const fault = strayFault(path, label);
  if (fault === undefined) return isWanted ? [sourceFile(path, label)] : [];
  const bytes = () => {
    throw new Error(fault);
  };
  return [{ path: label, bytes }];
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
