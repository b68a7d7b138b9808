// Reporter: a pure function from findings to text.

import type { LocatedFinding } from '../../compile/source/finding.ts';

/** What a reporter may ask for beside the findings. */
export interface Surroundings {
  /** a line of a file, counted from 1, where it can be read */
  line(file: string, number: number): string | undefined;
  colour: boolean;
}

export type Reporter = (findings: LocatedFinding[], surroundings: Surroundings) => string;
