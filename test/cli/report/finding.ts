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

/** The other place of a conflict. */
export const related = {
  message: 'first written here',
  file: 'a.yaml',
  line: 2,
  column: 3,
  endLine: 2,
  endColumn: 4,
};

/** What a reporter sees: one line of every file. */
export const around = (line = '', colour = false) => ({
  line: () => line,
  path: (file: string) => file,
  colour,
});
