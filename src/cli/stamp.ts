// Stamp: how a file lies on disk. An equal stamp means equal bytes.

import { type Stats, statSync } from 'node:fs';
import type { Sources } from '../compile/compile.ts';
import { placeOf, type SourceFile } from '../compile/source/file.ts';
import { textHash } from '../contract/textHash.ts';
import { codeStamp } from './code.ts';

/** A file's stamp; undefined for one so young that it could change once more unseen. */
export function stampOf({ size, ino, mtimeMs, ctimeMs }: Stats): string | undefined {
  return Date.now() - ctimeMs < tick(ctimeMs) ? undefined : [size, ino, mtimeMs, ctimeMs].join(' ');
}

// A disk's clock stands still for 10 ms or less, or for up to 2 s where it has whole seconds only.
const tick = (time: number) => (time % 1000 === 0 ? 2000 : 20);

/** Stamps everything that is compiled, and returns how many bytes it is; files that are not on disk or too young have no stamp. */
export function stampAll(sources: Sources): number {
  let bytes = 0;
  for (const file of allFiles(sources)) bytes += stampFile(file);
  return bytes;
}

/** Stamps one and returns its size. */
export function stampFile(file: SourceFile): number {
  const place = placeOf(file);
  const found = place === undefined ? undefined : statSync(place, { throwIfNoEntry: false });
  file.stamp = found && stampOf(found);
  return found?.size ?? 0;
}

/** One stamp of everything that decides what a build makes; undefined where one of its files has none. */
export function stampTogether(sources: Sources): string | undefined {
  const files = allFiles(sources);
  return files.every(({ stamp }) => stamp !== undefined)
    ? textHash(stampLines(files, sources.year))
    : undefined;
}

function* stampLines(files: SourceFile[], year: number): Iterable<string> {
  yield `${codeStamp()}\n${year}\n`;
  for (const { path, stamp } of files) yield `${path} ${stamp}\n`;
}

function allFiles({ inventory, templates, secrets }: Sources): SourceFile[] {
  return [...inventory, ...templates, ...(secrets ? [secrets] : [])];
}
