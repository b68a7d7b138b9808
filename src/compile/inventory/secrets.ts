// Secrets: what `!secret path` stands for, from inventory/secrets.yaml. No value of it leaves but into a plan.

import { readDocuments } from '../source/document.ts';
import type { SourceFile } from '../source/file.ts';
import type { Finding } from '../source/finding.ts';
import type { Secret } from './written.ts';

export interface SecretTable {
  /** false where there is no secrets file: then nothing is known to be missing */
  present: boolean;
  /** whether the work cannot be done without them */
  required: boolean;
  names: string[];
  get(path: string): string | undefined;
}

/** Reads the secrets file, nested (`people: { 101: … }`) or flat (`people/101: …`). */
export function readSecrets(
  file: SourceFile | undefined,
  required: boolean,
): { table: SecretTable; findings: Finding[] } {
  const values = new Map<string, string>();
  const { documents, findings } = file ? readDocuments(file) : { documents: [], findings: [] };
  for (const { value } of documents) flatten(value, '', values);
  const table = {
    present: file !== undefined,
    required,
    names: [...values.keys()],
    get: (path: string) => values.get(path),
  };
  return { table, findings };
}

function flatten(value: unknown, path: string, into: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) {
    if (value !== null && value !== undefined) into.set(path, String(value));
    return;
  }
  for (const [key, below] of Object.entries(value))
    flatten(below, path === '' ? key : `${path}/${key}`, into);
}

/** The path of a `!secret`, or undefined where the secret is written out. */
export function secretPath(secret: Secret | undefined): string | undefined {
  return typeof secret === 'object' ? secret['!secret'] : undefined;
}

/** The secret itself; empty where it is not known. */
export function reveal(secret: Secret | undefined, table: SecretTable): string {
  if (secret === undefined) return '';
  return typeof secret === 'object' ? (table.get(secret['!secret']) ?? '') : String(secret);
}
