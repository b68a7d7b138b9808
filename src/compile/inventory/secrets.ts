// Secrets: what `!secret path` stands for, from inventory/secrets.yaml. No value of it leaves but into a plan.

import { type Document, readDocuments, spotIn } from '../source/document.ts';
import type { SourceFile } from '../source/file.ts';
import { type Finding, fileSpot, type Spot } from '../source/finding.ts';
import type { Partly } from './believe.ts';
import type { Scalar, Secret, SettingsWritten } from './written.ts';

/** Where they stand. */
export const secretsPath = 'inventory/secrets.yaml';

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

/** Reads the secrets file, nested (`people: { 101: … }`) or flat (`people/101: …`). */
export function readSecrets(
  file: SourceFile | undefined,
  required: boolean,
): { table: SecretTable; findings: Finding[] } {
  const values = new Map<string, string>();
  const read = file ? readDocuments(file) : { documents: [], findings: [], broken: false };
  const findings = [...read.findings];
  for (const document of read.documents) {
    if (isMapping(document.value))
      eachSecret(document.value, [], (text, path) => values.set(path.join('/'), text));
    else findings.push(notAMapping(document));
  }
  const table: SecretTable = {
    present: file !== undefined,
    broken: read.broken || findings.length > read.findings.length,
    required,
    get names() {
      return [...values.keys()];
    },
    get: path => values.get(path),
    spot: path => (file && values.has(path) ? () => whereIn(file, path)() : undefined),
  };
  return { table, findings };
}

// The file is read again: where secrets stand is asked only where one of them is at fault.
let lately: { file: SourceFile; places: Map<string, Spot> } | undefined;

function whereIn(file: SourceFile, wanted: string): Spot {
  if (lately?.file !== file) {
    const places = new Map<string, Spot>();
    for (const document of readDocuments(file).documents)
      eachSecret(document.value, [], (_, path) => places.set(path.join('/'), spotIn(document, path)));
    lately = { file, places };
  }
  return lately.places.get(wanted) ?? fileSpot(file.path);
}

type Take = (text: string, path: string[]) => void;

function eachSecret(value: unknown, path: string[], take: Take): void {
  if (typeof value !== 'object' || value === null) take(String(value ?? ''), path);
  else for (const [key, part] of Object.entries(value)) eachSecret(part, [...path, key], take);
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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

/** Settings with the secrets themselves; one that is not known is empty. */
export const revealAll = (settings: SettingsWritten | undefined, table: SecretTable) =>
  settings && valued(settings, path => table.get(path) ?? '');

/** Settings with `!secret path` where a secret stands, or with what else takes its place. */
export const concealAll = (settings: SettingsWritten = {}, as = (path: string) => `!secret ${path}`) =>
  valued(settings, as);

const valued = (settings: SettingsWritten, as: (path: string) => string): Record<string, Scalar> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      typeof value === 'object' ? as(value['!secret']) : value,
    ]),
  );

/** Whether a phone's settings name a secret, of a value that may be anything. */
export const settingsHoldSecrets = (phone: unknown): boolean =>
  isMapping(phone) &&
  isMapping(phone['settings']) &&
  Object.values(phone['settings']).some(value => typeof value === 'object');
