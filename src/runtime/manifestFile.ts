// Manifest file: at a start only the files' names are read. What else is said of a file is read when that is asked for,
// or later, beside requests: ten thousand phones are answered the sooner for it.

import { closeSync, openSync, readSync } from 'node:fs';
import { byteBlocks, lineEnd } from '../contract/blocks.ts';
import { type FileEntry, type Manifest, type ManifestHead, readManifest } from '../contract/manifest.ts';
import { utf8Text } from '../contract/utf8.ts';
import { ownText } from './ownText.ts';
import type { Steps } from './turns.ts';

/**
 * Is told of each file: below http/ its URL path, of others their path; a number by which its entry is found; whose it is.
 * The name is a text of its own, the site may be a slice.
 */
export type Note = (name: string, place: number, mac: string | undefined, site: string | undefined) => void;

/** A manifest, and what leads from a file's number to its entry. */
export interface Listed {
  head: ManifestHead;
  /** throws where the entry is not there, or is none */
  entryAt(place: number): FileEntry;
  /** no more entries are wanted */
  close(): void;
}

const blockSize = 1 << 16; // bytes

/** Reads a manifest and tells `note` of each file. Throws an Error that says what is wrong where it is not whole. */
export function* openManifest(path: string, note: Note): Steps<Listed> {
  const file = openSync(path, 'r');
  const entries = entriesOf(file);
  try {
    let [text, place] = ['', 0];
    for (const block of byteBlocks(file, { size: blockSize })) {
      text += noteLines(block, place, note);
      place += block.length;
      yield;
    }
    const manifest = readManifest(text);
    if (manifest.files.length === 0) return { head: manifest, ...entries };
    entries.close();
    return yield* listedIn(manifest, note); // written otherwise: all of it is in the head
  } catch (error) {
    entries.close();
    throw error;
  }
}

/** The same of a manifest in memory. */
export function* listedIn(manifest: Manifest, note: Note): Steps<Listed> {
  const { files } = manifest;
  for (const [place, entry] of files.entries()) noteEntry(entry, place, note);
  yield;
  const shared = sharing();
  return { head: manifest, entryAt: place => shared(files[place] as FileEntry), close: () => undefined };
}

const folder = 'http';
const served = `${folder}/`;

const fileMark = '{"path":"';
const macMark = '"mac":"';
const siteMark = '","site":"';

// Returns the lines that are no files'. A file's line in which nothing is escaped need not be parsed: what stands between
// its quotes is what is meant, and in a JSON text no mark of ours can stand for anything else.
function noteLines(block: Buffer, start: number, note: Note): string {
  const text = utf8Text(block);
  const isPlain = text.length === block.length;
  let [rest, place] = ['', start];
  let [backslash, mac] = [text.indexOf('\\'), text.indexOf(macMark)]; // the next ones
  for (let at = 0; at < text.length; ) {
    const end = lineEnd(text, at);
    if (backslash >= 0 && backslash < at) backslash = text.indexOf('\\', at);
    if (mac >= 0 && mac < at) mac = text.indexOf(macMark, at);
    if (!text.startsWith(fileMark, at)) rest += text.slice(at, end);
    else if (!isPlain || (backslash >= 0 && backslash < end))
      noteEntry(parsed(text.slice(at, end)), place, note);
    else {
      const from = at + fileMark.length;
      const nameFrom = text.startsWith(served, from) ? from + folder.length : from;
      const name = block.toString('latin1', nameFrom, text.indexOf('"', from));
      if (mac < 0 || mac > end) note(name, place, undefined, undefined);
      else noteOwned(text, mac + macMark.length, name, place, note);
    }
    place += isPlain ? end - at + 1 : Buffer.byteLength(text.slice(at, end)) + 1;
    at = end + 1;
  }
  return rest;
}

// Of a file with a MAC that begins at `from`.
function noteOwned(text: string, from: number, name: string, place: number, note: Note): void {
  const to = text.indexOf('"', from);
  const siteFrom = to + siteMark.length;
  const site = text.startsWith(siteMark, to) ? text.slice(siteFrom, text.indexOf('"', siteFrom)) : undefined;
  note(name, place, text.slice(from, to), site);
}

const noteEntry = ({ path, mac, site }: FileEntry, place: number, note: Note) =>
  note(path.startsWith(served) ? ownText(path.slice(folder.length)) : path, place, mac, site);

const parsed = (line: string) => JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line);

// Entries of lines that are still in their file; they are mostly asked for in its order, one behind the other.
function entriesOf(file: number): Pick<Listed, 'entryAt' | 'close'> {
  let shared = sharing();
  let room = Buffer.allocUnsafeSlow(1 << 12);
  let [begin, held] = [0, 0]; // what of the file is in it
  const lineAt = (place: number): string => {
    for (;;) {
      const known = place >= begin ? room.subarray(place - begin, held) : room.subarray(0, 0);
      const end = known.indexOf('\n');
      if (end >= 0) return utf8Text(known.subarray(0, end));
      if (known.length === room.length) room = Buffer.allocUnsafeSlow(room.length * 2);
      begin = place;
      held = readSync(file, room, 0, room.length, place);
      if (held <= known.length) throw new Error('manifest.json ends within a line');
    }
  };
  let isOpen = true;
  return {
    entryAt: place => {
      if (!isOpen) throw new Error('manifest.json could not be read to its end');
      return shared(parsed(lineAt(place)));
    },
    close: () => {
      if (isOpen) closeSync(file);
      isOpen = false;
      shared = sharing(); // what it knows is not needed any more
    },
  };
}

// MACs, sites and types come again and again; each is kept once.
function sharing(): (entry: FileEntry) => FileEntry {
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
