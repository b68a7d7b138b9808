// Stray: what lies among the files and is none — a link that leads away, a folder named like a file.

import { realpathSync, statSync } from 'node:fs';
import { dirname, sep } from 'node:path';

/**
 * Why an entry that is no plain file cannot be read as one; undefined for a link to a file of the same tree.
 * `label` is its path below the root, as findings print it.
 */
export function strayFault(path: string, label: string): string | undefined {
  let stat: ReturnType<typeof statSync>;
  try {
    stat = statSync(path);
  } catch {
    return 'it is a link to nothing';
  }
  if (stat?.isDirectory())
    return 'it is a folder or a link to one — name no folder like a file, and link files only';
  if (!stat?.isFile()) return 'it is no ordinary file';
  const root = path.endsWith(label) ? path.slice(0, -label.length) : dirname(path);
  const isInside = realpathSync(path).startsWith(realpathSync(root || '.') + sep);
  return isInside ? undefined : 'it is a link that leads out of this repo — put the file itself here';
}
