// Digest: what a phone would fetch now, as one value: its own files and those that it shares.

import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import type { FileEntry } from '../../contract/manifest.ts';
import { addTo } from './addTo.ts';

/** By MAC: changes where a file of the phone, of its site or of all phones of its model changes. */
export function phoneDigests(files: FileEntry[]): Map<string, string> {
  const shared = new Map<string, FileEntry[]>();
  const own = new Map<string, FileEntry[]>();
  for (const file of files) {
    if (!file.path.startsWith('http/')) continue;
    if (file.mac === undefined) addTo(shared, dirname(file.path), file);
    else addTo(own, file.mac, file);
  }
  return new Map([...own].map(([mac, list]) => [mac, digest([...list, ...sharedWith(list, shared)])]));
}

function sharedWith(own: FileEntry[], shared: Map<string, FileEntry[]>): FileEntry[] {
  const site = own[0]?.site;
  return [...new Set(own.map(({ path }) => dirname(path)))].flatMap(folder =>
    (shared.get(folder) ?? []).filter(file => file.site === undefined || file.site === site),
  );
}

function digest(files: FileEntry[]): string {
  const lines = files.map(({ path, sha256 }) => `${path} ${sha256}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
