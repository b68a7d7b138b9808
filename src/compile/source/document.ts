// Document: one YAML document as a value; its positions are worked out only when a finding needs them.

import { commentBehind, cutByComments } from './comments.ts';
import { type DecodeFault, decode } from './decode.ts';
import type { Fault } from './fault.ts';
import { bytesOf, type SourceFile } from './file.ts';
import type { Finding, Span, Spot } from './finding.ts';
import { lineAndColumn } from './lines.ts';
import { readPlain } from './plain.ts';
import { unread } from './plainScalar.ts';
import { locateYaml, type Path, parseYaml } from './yaml.ts';

/** Where a document stands. */
export interface Place {
  source: SourceFile;
  /** its number in the file, from 0 */
  index: number;
}

export interface Document extends Place {
  value: unknown;
}

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

/** Reads one file: its documents, and what is wrong with it as YAML; a broken one has no documents. Its bytes may be known. */
export function readDocuments(file: SourceFile, bytes?: Uint8Array): ReadFile {
  const known = file.known?.();
  if (known)
    return { documents: documentsOf(file, known), findings: [], broken: false, values: known, isKnown: true };
  const text = textOf(file, bytes);
  if (typeof text !== 'string') return { ...nothing, findings: [unreadable(file.path, text)] };
  const quick = readPlain(text);
  const { values, faults, broken } =
    quick === unread ? parseYaml(text) : { values: [quick], faults: [], broken: false };
  const told = broken ? faults : [...faults, ...cutByComments(text)];
  const findings = told.map(fault => yamlFinding(fault, file.path, text));
  return { documents: documentsOf(file, values), findings, broken, values, isKnown: false };
}

const nothing = { documents: [], broken: true, values: [], isKnown: false };

const documentsOf = (source: SourceFile, values: unknown[]): Document[] =>
  values.flatMap((value, index) => (value === null ? [] : [{ source, index, value }]));

/** Where a path of a document's value stands: worked out, and the file read once more, when somebody asks. */
export function spotIn({ source, index }: Place, path: Path, part: 'key' | 'value' = 'value'): Spot {
  return () => {
    const text = textAgain(source);
    return spanOf(source.path, text, locateYaml(text, index, { path, part }));
  };
}

/** Whether what stands under a key is a comment, where a value was meant. */
export function isCommented({ source, index }: Place, path: Path): boolean {
  const text = textAgain(source);
  return commentBehind(text, locateYaml(text, index, { path, part: 'key' })[1]);
}

/** The line with --- or ... before a document; its beginning where there is none. */
export const markOf =
  ({ source, index }: Place): Spot =>
  () => {
    const text = textAgain(source);
    const [at] = locateYaml(text, index, { path: [], part: 'value' });
    return spanOf(source.path, text, markBefore(text, at));
  };

function markBefore(text: string, at: number): [number, number] {
  const start = Math.max(text.lastIndexOf('\n---', at), text.lastIndexOf('\n...', at)) + 1;
  return start === 0 ? [at, at] : [start, start + 3];
}

// A large file with many findings is asked for their places one after the other.
let lately: { source: SourceFile; text: string } | undefined;

// Of a file that is gone by now, the first line has to do.
function textAgain(source: SourceFile): string {
  if (lately?.source !== source) {
    const text = textOf(source);
    lately = { source, text: typeof text === 'string' ? text : '' };
  }
  return lately.text;
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

function yamlFinding(
  { message, range, related, severity, shadow = false }: Fault,
  file: string,
  text: string,
): Finding {
  const finding: Finding = {
    severity: severity ?? 'error',
    rule: 'yaml',
    message,
    spot: () => spanOf(file, text, range),
    shadow,
  };
  if (!related) return finding;
  const other = { message: related.message, spot: () => spanOf(file, text, related.range) };
  return { ...finding, related: other };
}

function textOf(file: SourceFile, bytes?: Uint8Array): string | DecodeFault {
  try {
    return decode(bytes ?? bytesOf(file));
  } catch (error) {
    if (file.path.includes('\ufffd')) return { fault: oddName, line: 1, column: 1 };
    const { code = '', message } = error as NodeJS.ErrnoException; // node:fs throws nothing else
    return { fault: `cannot be read: ${reasons[code] ?? message}`, line: 1, column: 1 };
  }
}

const oddName = 'cannot be read: its name is not UTF-8 — rename it';

const reasons: Record<string, string> = {
  EACCES: 'you may not read it — look at its permissions',
  EISDIR: 'it is a folder — take the ending .yaml off its name',
  ENOENT: 'it is gone, or a link to nothing',
};

const unreadable = (file: string, { fault, line, column }: DecodeFault): Finding => ({
  severity: 'error',
  rule: 'file',
  message: `this file ${fault}`,
  spot: () => ({ file, line, column, endLine: line, endColumn: column }),
  secret: true, // nobody knows what stands there
});
