// Finding: what is wrong, where, and what instead.

/** A place in a file; lines and columns count from 1. */
export interface Span {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** A place that is worked out only when somebody asks. */
export type Spot = () => Span;

export interface Finding {
  severity: 'error' | 'warning';
  /** the rule's name, as printed in brackets */
  rule: string;
  message: string;
  spot: Spot;
  /** the other place of a conflict */
  related?: { message: string; spot: Spot };
  /** the place holds a secret: it is not to be shown */
  secret?: boolean;
  /** what stands right behind the place was misread: findings about it are left out */
  shadow?: boolean;
}

/** A finding whose places are worked out: what reporters print. */
export interface LocatedFinding extends Omit<Finding, 'spot' | 'related'>, Span {
  related?: { message: string } & Span;
}

/** The start of a file, for findings about the whole of it. */
export const fileSpot =
  (file: string): Spot =>
  () => ({ file, line: 1, column: 1, endLine: 1, endColumn: 1 });

export const hasErrors = (findings: Finding[]): boolean =>
  findings.some(finding => finding.severity === 'error');

/** Works out every place and sorts by file, line and column. */
export function locateFindings(findings: Finding[]): LocatedFinding[] {
  const sorted = findings.map(located).sort(byPlace);
  const behind = new Set(
    sorted.flatMap(({ shadow, file, endLine, endColumn }) =>
      shadow ? placeKey(file, endLine, endColumn + 1) : [],
    ),
  );
  return sorted.filter(
    (finding, index) =>
      (index === 0 || !sameTold(finding, sorted[index - 1])) &&
      !behind.has(placeKey(finding.file, finding.line, finding.column)),
  );
}

const placeKey = (file: string, line: number, column: number) => `${line}:${column} ${file}`;

function located({ spot, related, ...rest }: Finding): LocatedFinding {
  const finding = { ...rest, ...spot() };
  return related ? { ...finding, related: { message: related.message, ...related.spot() } } : finding;
}

function byPlace(a: LocatedFinding, b: LocatedFinding): number {
  return compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.message, b.message);
}

// Two records that share an anchor have their fault in one place: it is told once.
function sameTold(a: LocatedFinding, b: LocatedFinding | undefined): boolean {
  return b !== undefined && byPlace(a, b) === 0 && a.rule === b.rule;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
