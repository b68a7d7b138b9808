// Reporter: a pure function from findings to text.

import type { LocatedFinding } from '../../compile/source/finding.ts';

/** What a reporter may ask for beside the findings. */
export interface Surroundings {
  /** a line of a file, counted from 1, where it can be read */
  line(file: string, number: number): string | undefined;
  /** a file's path from where the program runs: what CI takes findings by */
  path(file: string): string;
  colour: boolean;
}

export type Reporter = (findings: LocatedFinding[], surroundings: Surroundings) => string;
