// Sarif: findings in SARIF 2.1.0, for code scanning.

import { about } from '../../compile/rules/about.ts';
import type { LocatedFinding, Span } from '../../compile/source/finding.ts';
import { version } from '../version.ts';
import type { Reporter } from './reporter.ts';

const home = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** One run with one result a finding (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). */
export const sarif: Reporter = (findings, { path }) => {
  const names = [...new Set(findings.map(({ rule }) => rule))].sort();
  const rules = names.map(id => ({ id, shortDescription: { text: about[id] ?? id } }));
  const run = {
    tool: { driver: { name: 'plugtone', version: version(), rules } },
    columnKind: 'utf16CodeUnits',
    results: findings.map(finding => result(fromHere(finding, path), names)),
  };
  return `${JSON.stringify({ $schema: home, version: '2.1.0', runs: [run] }, null, 2)}\n`;
};

function fromHere(finding: LocatedFinding, path: (file: string) => string): LocatedFinding {
  const { file, related } = finding;
  return {
    ...finding,
    file: path(file),
    ...(related && { related: { ...related, file: path(related.file) } }),
  };
}

function result(finding: LocatedFinding, rules: string[]) {
  const { rule, severity, message, related } = finding;
  const other = related
    ? { relatedLocations: [{ id: 1, message: { text: related.message }, ...place(related) }] }
    : {};
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level: severity,
    message: { text: message },
    locations: [place(finding)],
    ...other,
  };
}

// A relative reference: each step of the path is escaped (RFC 3986); a region's end column is the one behind it.
function place({ file, line, column, endLine, endColumn }: Span) {
  const uri = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region } };
}
