// Build: what one run over all outputs remembers from file to file.

import { createHash } from 'node:crypto';
import type { Finding } from '../source/finding.ts';
import type { Artifact } from './artifact.ts';

export interface Build {
  findings: Finding[];
  /** whether a file for the fleet or a site is made: a phone's file may be the same as it */
  made: Map<string, boolean>;
  /** path of the first file of a text that may be shared, by its digest */
  texts: Map<string, string>;
  /** what was said of a template already: one remark for all the files it makes */
  said: Set<string>;
}

export const newBuild = (findings: Finding[]): Build => ({
  findings,
  made: new Map(),
  texts: new Map(),
  said: new Set(),
});

/** The artifact, or one that is the same as an earlier one of the same text. */
export function sharedBy(build: Build, artifact: Artifact): Artifact {
  const digest = createHash('sha256').update(artifact.text).digest('base64');
  const earlier = build.texts.get(digest);
  if (earlier !== undefined && earlier !== artifact.path) return { ...artifact, text: '', same: earlier };
  build.texts.set(digest, artifact.path);
  return artifact;
}
