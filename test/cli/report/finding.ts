// Finding: one made up for tests of reporters.

import type { LocatedFinding } from '../../../src/compile/source/finding.ts';

export const finding = (more: Partial<LocatedFinding> = {}): LocatedFinding => ({
  severity: 'error',
  rule: 'references',
  message: 'no site "hqq"',
  file: 'inventory/phones.yaml',
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
  ...more,
});

/** What a reporter sees: one line of every file. */
export const around = (line = '', colour = false) => ({
  line: () => line,
  path: (file: string) => file,
  colour,
});
