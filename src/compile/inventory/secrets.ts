// Secrets: what `!secret path` stands for, from inventory/secrets.yaml. No value of it leaves but into a plan.

import { type Document, readDocuments, spotIn } from '../source/document.ts';
import type { SourceFile } from '../source/file.ts';
import { type Finding, fileSpot, type Spot } from '../source/finding.ts';
import type { Partly } from './believe.ts';
import type { Secret } from './written.ts';

export interface SecretTable {
  /** false where there is no secrets file: then nothing is known to be missing */
  present: boolean;
  /** the file cannot be read as a whole: what it lacks may stand there */
  broken: boolean;
  /** whether the work cannot be done without them */
  required: boolean;
  names: string[];
  get(path: string): string | undefined;
  /** where a secret is written */
  spot(path: string): Spot | undefined;
}

interface Written {
  text: string;
  document: Document;
  path: string[];
}

/** Reads the secrets file, nested (`people: { 101: … }`) or flat (`people/101: …`). */
export function readSecrets(
  file: SourceFile | undefined,
  required: boolean,
): { table: SecretTable; findings: Finding[] } {
  const values = new Map<string, Written>();
  const read = file ? readDocuments(file) : { documents: [], findings: [], broken: false };
  const findings = [...read.findings];
  for (const document of read.documents) {
    if (typeof document.value === 'object' && !Array.isArray(document.value))
      flatten({ document, path: [], value: document.value }, values);
    else findings.push(notAMapping(document));
  }
  const table: SecretTable = {
    present: file !== undefined,
    broken: read.broken || findings.length > read.findings.length,
    required,
    names: [...values.keys()],
    get: path => values.get(path)?.text,
    spot: path => {
      const found = values.get(path);
      return found && spotIn(found.document, found.path);
    },
  };
  return { table, findings };
}

interface Part {
  document: Document;
  path: string[];
  /** what stands there */
  value: unknown;
}

function flatten({ document, path, value }: Part, into: Map<string, Written>): void {
  if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value))
      flatten({ document, path: [...path, key], value: part }, into);
  else into.set(path.join('/'), { text: String(value ?? ''), document, path });
}

const notAMapping = (document: Document): Finding => ({
  severity: 'error',
  rule: 'secrets',
  message: 'the secrets file is a mapping — write people: and, below it, 101: the password',
  spot: spotIn(document, []),
  secret: true,
});

/** A file that was meant to hold secrets and is not read as such: its values must not be told in findings. */
export function misnamedSecrets({ path }: SourceFile): Finding | undefined {
  if (!/(?:^|\/)secrets\.ya?ml$/i.test(path)) return undefined;
  const message = 'secrets are read from inventory/secrets.yaml only — move this file there';
  return { severity: 'error', rule: 'secrets', message, spot: fileSpot(path), secret: true };
}

/** The path of a `!secret`, or undefined where the secret is written out. */
export function secretPath(secret: Partly<Secret> | undefined): string | undefined {
  return typeof secret === 'object' ? secret['!secret'] : undefined;
}

/** The secret itself; empty where it is not known. */
export function reveal(secret: Secret | undefined, table: SecretTable): string {
  if (secret === undefined) return '';
  return typeof secret === 'object' ? (table.get(secret['!secret']) ?? '') : String(secret);
}
