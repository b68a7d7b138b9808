// Manifest file: read a line at a time, so that a large one leaves no garbage behind in a small machine's memory.

import { linesOf, readBlocks } from '../contract/blocks.ts';
import { type FileEntry, type Manifest, readManifest } from '../contract/manifest.ts';

const blockSize = 1 << 16; // bytes

/** Reads a manifest as it is written: its head, then a file a line. Throws an Error that says what is wrong. */
export function readManifestFile(path: string): Manifest {
  let head = '';
  const files: FileEntry[] = [];
  const shared = sharing();
  for (const block of readBlocks(path, { size: blockSize })) {
    for (const line of linesOf(block)) {
      if (line.startsWith('{"path":'))
        files.push(shared(JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line)));
      else head += line;
    }
  }
  const manifest = readManifest(head);
  return files.length === 0 ? manifest : { ...manifest, files }; // written otherwise, it is all in the head
}

/** MACs, sites and types come again and again; each is kept once. */
export function sharing(): (entry: FileEntry) => FileEntry {
  const known = new Map<string, string>();
  const once = (text: string) => {
    const before = known.get(text);
    if (before === undefined) known.set(text, text);
    return before ?? text;
  };
  return ({ path, size, sha256, type, mac, site }) => ({
    path,
    size,
    sha256,
    type: once(type),
    ...(mac !== undefined && { mac: once(mac) }),
    ...(site !== undefined && { site: once(site) }),
  });
}
