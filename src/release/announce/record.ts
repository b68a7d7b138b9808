// Record: which files each phone was last told of, in .plugtone/announced.json. Lost, all phones are told again.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Digests by MAC; empty where there is no record, or none that can be read. */
export function readAnnounced(path: string): Map<string, string> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return new Map();
  }
}

/** Writes it whole. */
export function writeAnnounced(path: string, announced: Map<string, string>): void {
  mkdirSync(dirname(path), { recursive: true });
  const lines = [...announced].sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(`${path}.new`, `${JSON.stringify(Object.fromEntries(lines), null, 1)}\n`);
  renameSync(`${path}.new`, path);
}
