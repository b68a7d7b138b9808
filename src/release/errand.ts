// Errand: one change below a stage — a file to write, or a name that is to be the same file as another.

import { closeSync, copyFileSync, linkSync, openSync } from 'node:fs';
import { writeWhole } from '../contract/writeWhole.ts';

export interface Errand {
  kind: 'file' | 'link';
  path: string;
  /** what a file holds, or the path of what a link leads to */
  bytes: Uint8Array;
}

export const ownerAndGroup = 0o640; // files hold SIP passwords

/** Runs errands of one stage, one after another. */
export function errandRunner(): (errand: Errand) => void {
  const copies = new Map<string, string>();
  return ({ kind, path, bytes }) => {
    if (kind === 'file') writeFile(path, [bytes]);
    else linkOrCopy(Buffer.from(bytes).toString(), path, copies);
  };
}

/** Writes a file piece by piece; a third quicker than writeFileSync, for small ones. */
export function writeFile(path: string, pieces: Iterable<Uint8Array>): void {
  const file = openSync(path, 'w', ownerAndGroup);
  try {
    for (const bytes of pieces) writeWhole(file, bytes);
  } finally {
    closeSync(file);
  }
}

// A file system may have no links, or no more than so many of one file (ext4: 65,000): a copy takes those that follow.
function linkOrCopy(target: string, path: string, copies: Map<string, string>): void {
  const source = copies.get(target) ?? target;
  try {
    linkSync(source, path);
  } catch {
    copyFileSync(source, path);
    copies.set(target, path);
  }
}
