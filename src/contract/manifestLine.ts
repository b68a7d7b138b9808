// Manifest line: what a manifest says of one file, as it is written there; a part of it is read without the rest.

import type { FileEntry, FileLine } from './manifest.ts';

const beforePath = '{"path":"'.length;

/** The same as JSON.stringify, which takes twice the time, for there are many. */
export function lineOf({ path, size, sha256, type, mac, site, same }: FileEntry): FileLine {
  let line = `{"path":${quoted(path)},"size":${size},"sha256":${quoted(sha256)},"type":${quoted(type)}`;
  if (mac !== undefined) line += `,"mac":${quoted(mac)}`;
  if (site !== undefined) line += `,"site":${quoted(site)}`;
  if (same !== undefined) line += `,"same":${quoted(same)}`;
  return `${line}}`;
}

const quoted = (text: string): string =>
  /["\\\0-\x1f\ud800-\udfff]/.test(text) ? JSON.stringify(text) : `"${text}"`;

export const entryIn = (line: FileLine): FileEntry => JSON.parse(line);

// Within a text, JSON has a backslash before each quote: a quote without one is JSON's own.
export function pathIn(line: FileLine): string {
  const path = line.slice(beforePath, line.indexOf('"', beforePath));
  return path.includes('\\') ? entryIn(line).path : path;
}

export function sizeIn(line: FileLine): number {
  const start = line.indexOf('","size":', beforePath) + 9;
  return Number(line.slice(start, line.indexOf(',', start)));
}

export const digestIn = (line: FileLine): string => textIn(line, '"sha256":"') ?? '';

export const macIn = (line: FileLine): string | undefined => textIn(line, '"mac":"');

export const sameIn = (line: FileLine): string | undefined => textIn(line, '"same":"');

/** Lines as they stand one after another, which printManifest takes for one. */
export const joinLines = (lines: FileLine[]): FileLine => lines.join(',\n');

/** Where a path stands among lines that are sorted by path, or would stand. */
export function placeOf(path: string, lines: FileLine[]): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pathIn(lines[middle] ?? '') < path) low = middle + 1;
    else high = middle;
  }
  return low;
}

function textIn(line: FileLine, key: string): string | undefined {
  const found = line.indexOf(key, beforePath);
  if (found < 0) return undefined;
  const start = found + key.length;
  const text = line.slice(start, line.indexOf('"', start));
  return text.includes('\\') ? JSON.parse(`"${line.slice(start, endOf(line, start))}"`) : text;
}

function endOf(line: FileLine, start: number): number {
  let end = start;
  while (line[end] !== '"') end += line[end] === '\\' ? 2 : 1;
  return end;
}
