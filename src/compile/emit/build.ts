// Build: what one run over all outputs remembers from file to file.

import { createHash } from 'node:crypto';
import type { TemplateFault } from '../packs/fault.ts';
import type { Finding } from '../source/finding.ts';
import { type Artifact, sameAs } from './artifact.ts';

export interface Build {
  findings: Finding[];
  /** whether a file for the fleet or a site is made: a phone's file may be the same as it */
  made: Map<string, boolean>;
  /** path of the first file of a text that may be shared, by its digest */
  texts: Map<string, string>;
  /** what was said of a template already: one remark for all the files it makes */
  said: Set<string>;
  /** how often each template has failed */
  failures: Map<string, number>;
}

export const newBuild = (findings: Finding[]): Build => ({
  findings,
  made: new Map(),
  texts: new Map(),
  said: new Set(),
  failures: new Map(),
});

/** Notes that a template failed once more, and says how often that was. */
export function countFailure({ failures }: Build, template: string): number {
  const count = (failures.get(template) ?? 0) + 1;
  failures.set(template, count);
  return count;
}

interface OfTemplate extends TemplateFault {
  template: { path: string };
  /** the file that was being made */
  path: string;
}

/** Says once what is wrong with a template, whatever the number of files that it makes. */
export function sayOfTemplate(
  { said, findings }: Build,
  { template, path, message, line, column = 1 }: OfTemplate,
): void {
  const key = `${template.path} ${line} ${message}`;
  if (said.has(key)) return;
  said.add(key);
  const place = { file: template.path, line, column, endLine: line, endColumn: column };
  findings.push({
    severity: 'error',
    rule: 'template',
    message: `${message} (while making ${path})`,
    spot: () => place,
  });
}

/** The artifact, or one that is the same as an earlier one of the same text. */
export function sharedBy(build: Build, artifact: Artifact): Artifact {
  const digest = createHash('sha256').update(artifact.text).digest('base64');
  const earlier = build.texts.get(digest);
  if (earlier !== undefined && earlier !== artifact.path) return sameAs(artifact, earlier);
  build.texts.set(digest, artifact.path);
  artifact.twins = true;
  return artifact;
}
