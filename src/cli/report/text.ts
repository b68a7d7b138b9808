// Text: findings for people, with the line that is meant.

import type { LocatedFinding } from '../../compile/source/finding.ts';
import { spelled } from '../../compile/source/quote.ts';
import type { Reporter, Surroundings } from './reporter.ts';
import { columns, shownLine } from './width.ts';

const codes = { red: 31, yellow: 33, cyan: 36, dim: 2, bold: 1 };

/** `inventory/hq.yaml:4:9: error: no site "hq2" — did you mean "hq"? [references]`, then the line and a caret. */
export const text: Reporter = (findings, surroundings) => {
  const paint = (code: keyof typeof codes, words: string) =>
    surroundings.colour ? `\u001b[${codes[code]}m${words}\u001b[0m` : words;
  const blocks = findings.map(finding => {
    const { file, line, column, severity, message, rule, related } = finding;
    const kind = paint(severity === 'error' ? 'red' : 'yellow', `${severity}:`);
    const place = paint('bold', `${spelled(file)}:${line}:${column}:`);
    const first = `${place} ${kind} ${spelled(message)} ${paint('dim', `[${rule}]`)}\n`;
    const second = related
      ? `  ${related.message}: ${spelled(related.file)}:${related.line}:${related.column}\n`
      : '';
    return (
      first +
      frame(finding, surroundings)
        .map(row => `${paint('cyan', row)}\n`)
        .join('') +
      second
    );
  });
  return blocks.join('') + total(findings);
};

function frame(finding: LocatedFinding, { line: read }: Surroundings): string[] {
  const { file, line, column, endLine, endColumn, secret } = finding;
  const source = secret ? undefined : read(file, line);
  if (source === undefined || source.trim() === '') return [];
  const from = column - 1;
  const to = Math.max(from + 1, endLine === line ? Math.min(endColumn - 1, source.length) : source.length);
  const [start, end] = windowOf(source, from);
  const before = shownLine(source.slice(start, from));
  const meant = shownLine(source.slice(from, Math.min(to, end)));
  const rest = shownLine(source.slice(Math.min(to, end), end));
  const number = String(line);
  return [
    `  ${number} | ${(before + meant + rest).trimEnd()}`,
    `  ${' '.repeat(number.length)} | ${' '.repeat(columns(before))}${'^'.repeat(Math.max(1, columns(meant)))}`,
  ];
}

const widest = 110;

// A long line is shown around the column that is meant, and cut between characters.
function windowOf(source: string, from: number): [number, number] {
  const start = from >= widest - 21 ? from - 39 : 0;
  return [outside(source, start), outside(source, start + widest)];
}

const outside = (source: string, at: number) =>
  /^[\udc00-\udfff]/.test(source.slice(at, at + 1)) ? at - 1 : at;

function total(findings: LocatedFinding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  if (findings.length === 0) return 'no findings\n';
  return `${counted(errors, 'error')}, ${counted(warnings, 'warning')}\n`;
}

const counted = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
