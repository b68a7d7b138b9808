// Last build: what the release in a dist/ was made of, so that the next build does not make again what is there.

import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Finding, LocatedFinding } from '../compile/source/finding.ts';
import { openCache, readCache } from './cache.ts';
import type { KeptParts, Parts } from './parts.ts';

export interface LastBuild {
  /** stamp of everything that was read; missing where it cannot be believed */
  sources?: string | undefined;
  /** stamp of the manifest that was written */
  manifest: string;
  findings: LocatedFinding[];
  /** what single artifacts were made of; missing where one of them had findings */
  parts?: Parts | undefined;
}

export interface Place {
  root: string;
  dist: string;
}

/** What is known of the build whose release lies in dist/ now. */
export function readLastBuild({ root, dist }: Place): LastBuild | undefined {
  const text = readCache(root, nameOf(dist));
  const last = text === undefined ? undefined : (JSON.parse(text) as LastBuild); // sealed: we wrote it
  return last?.manifest === manifestStamp(dist) ? last : undefined;
}

/** What a build has to tell the next one. */
export interface Built extends Omit<LastBuild, 'manifest' | 'parts'> {
  parts: KeptParts | undefined;
}

/** Keeps what was built; called when it lies in dist/. */
export function keepLastBuild({ root, dist }: Place, last: Built): void {
  const manifest = manifestStamp(dist);
  if (manifest === undefined) return;
  const writer = openCache(root, nameOf(dist));
  for (const text of printed(last, manifest)) writer.add(text);
  writer.save();
}

const atOnce = 1000; // files

// The JSON of it, in pieces: of a large company the whole would be much to hold.
function* printed({ parts, ...last }: Built, manifest: string): Iterable<string> {
  yield JSON.stringify({ ...last, manifest }).slice(0, -1);
  if (parts) {
    const { rest, others } = parts;
    yield `,"parts":${JSON.stringify({ rest, others }).slice(0, -1)},"phones":{`;
    let separator = '';
    let pieces: string[] = [];
    for (const [path, file] of parts.phones) {
      pieces.push(`${separator}${JSON.stringify(path)}:${JSON.stringify(file)}`);
      separator = ',';
      if (pieces.length < atOnce) continue;
      yield pieces.join('');
      pieces = [];
    }
    yield `${pieces.join('')}}}`;
  }
  yield '}';
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

const nameOf = (dist: string) =>
  `built-${createHash('sha256').update(resolve(dist)).digest('hex').slice(0, 12)}.json`;

function manifestStamp(dist: string): string | undefined {
  const found = statSync(join(dist, 'manifest.json'), { throwIfNoEntry: false });
  return found && `${found.size} ${found.ino} ${found.mtimeMs}`;
}
