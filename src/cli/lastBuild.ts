// Last build: what the release in a dist/ was made of, so that the next build does not make again what is there.

import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Finding, LocatedFinding } from '../compile/source/finding.ts';
import { batched } from '../contract/batched.ts';
import { openCache, readCache, readCacheLines } from './cache.ts';
import type { KeptParts, Parts, PartsHead } from './parts.ts';

export interface LastBuild {
  /** stamp of everything that was read; missing where it cannot be believed */
  sources?: string | undefined;
  /** stamp of the manifest that was written */
  manifest: string;
  findings: LocatedFinding[];
  /** what single artifacts were made of; missing where one of them had findings */
  parts(): Parts | undefined;
}

export interface Place {
  root: string;
  dist: string;
}

/** What is known of the build whose release lies in dist/ now. */
export function readLastBuild({ root, dist }: Place): LastBuild | undefined {
  const text = readCache(root, nameOf('built', dist));
  if (text === undefined) return undefined;
  const last: Omit<LastBuild, 'parts'> = JSON.parse(text); // sealed: we wrote it
  if (last.manifest !== manifestStamp(dist)) return undefined;
  return { ...last, parts: () => readParts(root, nameOf('parts', dist), last.manifest) };
}

function readParts(root: string, name: string, manifest: string): Parts | undefined {
  let head: (PartsHead & { manifest: string }) | undefined;
  const phones: Parts['phones'] = new Map();
  const isSound = readCacheLines(root, name, line => {
    const tab = line.indexOf('\t');
    if (tab < 0) head = JSON.parse(line);
    else phones.set(line.slice(0, tab), line.slice(tab + 1));
  });
  return isSound && head?.manifest === manifest
    ? { rest: head.rest, others: head.others, phones }
    : undefined;
}

/** What a build has to tell the next one. */
export interface Built extends Omit<LastBuild, 'manifest' | 'parts'> {
  parts: KeptParts | undefined;
}

/** Keeps what was built; called when it lies in dist/. */
export function keepLastBuild({ root, dist }: Place, { parts, ...last }: Built): void {
  const manifest = manifestStamp(dist);
  if (manifest === undefined) return;
  if (parts) keep(root, nameOf('parts', dist), printed(parts, manifest));
  keep(root, nameOf('built', dist), [JSON.stringify({ ...last, manifest })]);
}

function keep(root: string, name: string, pieces: Iterable<string>): void {
  const writer = openCache(root, name);
  for (const piece of batched(pieces)) writer.add(piece);
  writer.save();
}

// Its head, then a file a line: JSON holds no tab that is not escaped.
function* printed({ rest, others, phones }: KeptParts, manifest: string): Iterable<string> {
  yield `${JSON.stringify({ manifest, rest, others })}\n`;
  for (const [path, file] of phones) yield `${path}\t${file}\n`;
}

/** Findings as they were told before. */
export const toldBefore = (findings: LocatedFinding[]): Finding[] =>
  findings.map(({ severity, rule, message, related, ...span }) => ({
    severity,
    rule,
    message,
    spot: () => span,
    ...(related && { related: { message: related.message, spot: () => related } }),
  }));

const nameOf = (what: string, dist: string) =>
  `${what}-${createHash('sha256').update(resolve(dist)).digest('hex').slice(0, 12)}`;

function manifestStamp(dist: string): string | undefined {
  const found = statSync(join(dist, 'manifest.json'), { throwIfNoEntry: false });
  return found && `${found.size} ${found.ino} ${found.mtimeMs}`;
}
