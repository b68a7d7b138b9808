// Json: findings for scripts.

import type { LocatedFinding, Span } from '../../compile/source/finding.ts';
import type { Reporter } from './reporter.ts';

/** An array of findings, sorted by place; keys and their order are promised: docs/findings.md. */
export const json: Reporter = findings => `${JSON.stringify(findings.map(entry), null, 2)}\n`;

function entry(finding: LocatedFinding) {
  const { severity, rule, message, related } = finding;
  const other = related && { message: related.message, ...span(related) };
  return { ...span(finding), severity, rule, message, ...(other && { related: other }) };
}

const span = ({ file, line, column, endLine, endColumn }: Span): Span => ({
  file,
  line,
  column,
  endLine,
  endColumn,
});
