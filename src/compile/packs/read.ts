// Read: one YAML file of a pack, checked against its schema.

import { validatorOf } from '../schemas.ts';
import { readDocuments, spotIn } from '../source/document.ts';
import type { SourceFile } from '../source/file.ts';
import { type Finding, fileSpot, type Spot } from '../source/finding.ts';
import { schemaFindings } from '../source/schemaFindings.ts';
import type { Path } from '../source/yaml.ts';

/** Where a part of a file stands. */
export type SpotOf = (path: Path, part?: 'key' | 'value') => Spot;

export interface Reading<T> {
  value: T | undefined;
  findings: Finding[];
  /** where a part of the file stands */
  spot?: SpotOf;
}

/** The file's value, or what is wrong with it. */
export function readPackFile<T>(file: SourceFile, schema: 'pack' | 'model'): Reading<T> {
  const { documents, findings, isKnown } = readDocuments(file);
  const [document] = documents;
  if (!document) return { value: undefined, findings: findings.length > 0 ? findings : [empty(file.path)] };
  const spot: SpotOf = (path, part) => spotIn(document, path, part);
  if (isKnown) return { value: document.value as T, findings, spot }; // its schema has said so before
  const faults = schemaFindings(document, validatorOf(schema)).map(({ finding }) => finding);
  return {
    value: faults.length > 0 ? undefined : (document.value as T),
    findings: [...findings, ...faults],
    spot,
  }; // the schema has just said so
}

const empty = (path: string): Finding => ({
  severity: 'error',
  rule: 'pack',
  message: 'this file is empty',
  spot: fileSpot(path),
});
