// Sarif: findings in SARIF 2.1.0, for code scanning.

import type { LocatedFinding, Span } from '../../compile/source/finding.ts';
import type { Reporter } from './reporter.ts';

/** One run with one result a finding. */
export const sarif: Reporter = findings => {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort().map(id => ({ id }));
  const driver = { name: 'plugtone', rules };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results: findings.map(result) }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function result(finding: LocatedFinding) {
  const { rule, severity, message, related } = finding;
  const other = related
    ? { relatedLocations: [{ message: { text: related.message }, ...place(related) }] }
    : {};
  return { ruleId: rule, level: severity, message: { text: message }, locations: [place(finding)], ...other };
}

function place({ file, line, column, endLine, endColumn }: Span) {
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return { physicalLocation: { artifactLocation: { uri: file }, region } };
}
