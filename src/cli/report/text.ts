// Text: findings for people, with the line that is meant.

import type { LocatedFinding } from '../../compile/source/finding.ts';
import type { Reporter, Surroundings } from './reporter.ts';

const codes = { red: 31, yellow: 33, cyan: 36, dim: 2, bold: 1 };

/** `inventory/hq.yaml:4:9: error: no site "hq2" — did you mean "hq"? [references]`, then the line and a caret. */
export const text: Reporter = (findings, surroundings) => {
  const paint = (code: keyof typeof codes, words: string) =>
    surroundings.colour ? `\u001b[${codes[code]}m${words}\u001b[0m` : words;
  const blocks = findings.map(finding => {
    const { file, line, column, severity, message, rule, related } = finding;
    const kind = paint(severity === 'error' ? 'red' : 'yellow', `${severity}:`);
    const first = `${paint('bold', `${file}:${line}:${column}:`)} ${kind} ${message} ${paint('dim', `[${rule}]`)}\n`;
    const second = related ? `  ${related.message}: ${related.file}:${related.line}:${related.column}\n` : '';
    return (
      first +
      frame(finding, surroundings)
        .map(row => paint('cyan', row))
        .join('') +
      second
    );
  });
  return blocks.join('') + total(findings);
};

function frame(
  { file, line, column, endLine, endColumn }: LocatedFinding,
  { line: read }: Surroundings,
): string[] {
  const source = read(file, line);
  if (source === undefined || source === '') return [];
  const [shown, from] = windowed(source.replace(/\t/g, ' '), column);
  const width =
    endLine === line
      ? Math.max(1, Math.min(endColumn - column, shown.length - from))
      : Math.max(1, shown.length - from);
  const number = String(line);
  return [
    `  ${number} | ${shown}\n`,
    `  ${' '.repeat(number.length)} | ${' '.repeat(from)}${'^'.repeat(width)}\n`,
  ];
}

const widest = 110;

// A long line is shown around the column that is meant.
function windowed(source: string, column: number): [string, number] {
  const start = column > widest - 20 ? column - 40 : 0;
  return [source.slice(start, start + widest), column - 1 - start];
}

function total(findings: LocatedFinding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  if (findings.length === 0) return 'no findings\n';
  return `${counted(errors, 'error')}, ${counted(warnings, 'warning')}\n`;
}

const counted = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
