// Before: the release that lies in dist/ now, and which of its files are still what its manifest says.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBlocks } from '../contract/blocks.ts';
import { type FileLine, type ManifestHead, readManifest, splitManifest } from '../contract/manifest.ts';
import { lineOf, pathIn, placeOf } from '../contract/manifestLine.ts';
import { once } from '../contract/once.ts';
import { utf8Text } from '../contract/utf8.ts';
import { findDamaged, look } from './damage.ts';
import { sendLookout } from './lookout.ts';

export interface Before {
  /** undefined where there is no manifest that can be read */
  head: ManifestHead | undefined;
  /** what the manifest says of its files, sorted by path */
  lines: FileLine[];
  /** what it says of one */
  find(path: string): FileLine | undefined;
  /** paths whose file is gone, cut short or edited */
  damaged(): Set<string>;
}

const large = 1_000_000; // bytes of a manifest: some 5,000 files, which take longer to look at than a thread to begin

/** Looks at a release, whose manifest may be known to be as it was written. Throws only where dist/ cannot be read at all. */
export function readBefore(dist: string, isOurs = false): Before {
  const path = join(dist, 'manifest.json');
  const written = look(path);
  const isSound = isOurs && written && written.size > large ? sendLookout(dist) : () => false;
  // Where nothing has changed nobody asks for it.
  const read = once(() => (written && attempt(() => parse(path, isOurs))) ?? { head: undefined, lines: [] });
  return {
    get head() {
      return read().head;
    },
    get lines() {
      return read().lines;
    },
    find: finder(() => read().lines),
    damaged: once(() =>
      !written || isSound() ? new Set<string>() : findDamaged(dist, read().lines, written.mtimeMs),
    ),
  };
}

// A table of all is worth making where many are asked for.
function finder(lines: () => FileLine[]): Before['find'] {
  let asked = 0;
  const table = once(() => new Map(lines().map(line => [pathIn(line), line])));
  return path => {
    asked++;
    if (asked > 100) return table().get(path);
    const line = lines()[placeOf(path, lines())];
    return line !== undefined && pathIn(line) === path ? line : undefined;
  };
}

// A manifest of another version, or none: everything is written anew.
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

// Texts to split cost a third of the time and the garbage of objects to make.
function parse(path: string, isOurs: boolean): Pick<Before, 'lines'> & { head: ManifestHead } {
  if (isOurs) return splitManifest(readBlocks(path, { size: blockSize }));
  const { files, ...head } = readManifest(utf8Text(readFileSync(path)));
  return { head, lines: files.map(lineOf) };
}

const blockSize = 1 << 18; // bytes: V8 keeps texts of this size where they are
