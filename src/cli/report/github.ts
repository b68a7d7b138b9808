// Github: findings as annotations of a pull request (workflow commands).

import type { LocatedFinding } from '../../compile/source/finding.ts';
import type { Reporter } from './reporter.ts';

/**
 * `::error file=…,line=…,col=…,title=…::message`, one a line. A percent sign and line ends are escaped everywhere, in
 * properties a colon and a comma, too; columns count only within one line
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands).
 */
export const github: Reporter = (findings, { path }) =>
  findings
    .map(finding => {
      const { severity, rule, message, related } = finding;
      const other = related
        ? `\n${related.message}: ${path(related.file)}:${related.line}:${related.column}`
        : '';
      return `::${severity} file=${property(path(finding.file))},${place(finding)},title=${property(`plugtone ${rule}`)}::${data(message + other)}\n`;
    })
    .join('');

function place({ line, column, endLine, endColumn }: LocatedFinding): string {
  return line === endLine
    ? `line=${line},endLine=${endLine},col=${column},endColumn=${endColumn}`
    : `line=${line},endLine=${endLine}`;
}

const data = (value: string) => value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (value: string) => data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
