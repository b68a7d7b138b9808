// Document: one YAML document as a value; its positions are worked out only when a finding needs them.

import type { SourceFile } from './file.ts';
import { type Finding, fileSpot, type Span, type Spot } from './finding.ts';
import { lineAndColumn } from './lines.ts';
import { readPlain } from './plain.ts';
import { unread } from './plainScalar.ts';
import { locateYaml, type Path, parseYaml } from './yaml.ts';

export interface Document {
  file: string;
  value: unknown;
  /** where a path of the value stands */
  spot(path: Path, part?: 'key' | 'value'): Spot;
}

const largest = 10_000_000;

export interface ReadFile {
  documents: Document[];
  findings: Finding[];
  /** the text is no YAML: nothing of it can be believed */
  broken: boolean;
  /** of all documents, null for an empty one */
  values: unknown[];
  /** the file was known, and found to be without fault before */
  isKnown: boolean;
}

/** Reads one file: its documents, and what is wrong with it as YAML; a broken one has no documents. */
export function readDocuments(file: SourceFile): ReadFile {
  const known = file.known?.();
  if (known) return recalled(file, known);
  const text = decode(file.bytes());
  if (typeof text !== 'string')
    return {
      documents: [],
      findings: [unreadable(file.path, text.fault)],
      broken: true,
      values: [],
      isKnown: false,
    };
  const quick = readPlain(text);
  const { values, faults, broken } =
    quick === unread ? parseYaml(text) : { values: [quick], faults: [], broken: false };
  const findings = faults.map(({ message, range }) =>
    yamlFinding(message, () => spanOf(file.path, text, range)),
  );
  return { documents: documentsOf(file.path, () => text, values), findings, broken, values, isKnown: false };
}

// The text is read only when a finding needs a place in it.
function recalled(file: SourceFile, values: unknown[]): ReadFile {
  let text: string | undefined;
  const read = () => {
    text ??= new TextDecoder().decode(file.bytes());
    return text;
  };
  return {
    documents: documentsOf(file.path, read, values),
    findings: [],
    broken: false,
    values,
    isKnown: true,
  };
}

function documentsOf(file: string, text: () => string, values: unknown[]): Document[] {
  const spot =
    (index: number): Document['spot'] =>
    (path, part = 'value') =>
    () =>
      spanOf(file, text(), locateYaml(text(), index, { path, part }));
  return values.flatMap((value, index) => (value === null ? [] : [{ file, value, spot: spot(index) }]));
}

function decode(bytes: Uint8Array): string | { fault: string } {
  if (bytes.length > largest)
    return { fault: 'is larger than 10 MB — split it: the files are read together' };
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { fault: 'is not UTF-8 — save it as UTF-8' };
  }
}

function spanOf(file: string, text: string, [start, end]: [number, number]): Span {
  const place = lineAndColumn(text);
  const from = place(start);
  const to = place(Math.max(start, trimmedEnd(text, start, end)));
  return { file, ...from, endLine: to.line, endColumn: to.column };
}

function trimmedEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

const yamlFinding = (message: string, spot: Spot): Finding => ({
  severity: 'error',
  rule: 'yaml',
  message,
  spot,
});

const unreadable = (file: string, fault: string): Finding => ({
  severity: 'error',
  rule: 'file',
  message: `this file ${fault}`,
  spot: fileSpot(file),
});
