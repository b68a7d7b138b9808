// Manifest file: read a line at a time, so that a large one leaves no garbage behind in a small machine's memory.

import { closeSync, openSync, readSync } from 'node:fs';
import { type FileEntry, type Manifest, readManifest } from '../contract/manifest.ts';

const blockSize = 256 * 1024;
const newline = 10;
const none = Buffer.alloc(0);

/** Reads a manifest as it is written: its head, then a file a line. Throws an Error that says what is wrong. */
export function readManifestFile(path: string): Manifest {
  let head = '';
  const files: FileEntry[] = [];
  const shared = sharing();
  for (const line of linesOf(path)) {
    if (line.startsWith('{"path":'))
      files.push(shared(JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line)));
    else head += line;
  }
  const manifest = readManifest(head);
  return files.length === 0 ? manifest : { ...manifest, files }; // written otherwise, it is all in the head
}

function* linesOf(path: string): Iterable<string> {
  const file = openSync(path, 'r');
  try {
    const block = Buffer.allocUnsafeSlow(blockSize);
    let rest = none;
    for (let size = readSync(file, block); size > 0; size = readSync(file, block)) {
      const read = block.subarray(0, size);
      let from = 0;
      for (let end = read.indexOf(newline); end >= 0; end = read.indexOf(newline, from)) {
        const line = read.subarray(from, end);
        yield (rest.length === 0 ? line : Buffer.concat([rest, line])).toString();
        rest = none;
        from = end + 1;
      }
      rest = Buffer.concat([rest, read.subarray(from)]);
    }
    if (rest.length > 0) yield rest.toString();
  } finally {
    closeSync(file);
  }
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
