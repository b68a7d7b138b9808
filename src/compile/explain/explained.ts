// Explained: a value, and every layer that had something to say about it.

import type { Spot } from '../source/finding.ts';

/** What one layer says. */
export interface Said {
  value: string;
  /** `phone`, `site huntsville`, `fleet`, `model`, `pack`, `template` or `default` */
  layer: string;
  /** where it is written; undefined for a default of the program's */
  spot: Spot | undefined;
}

export interface Explained {
  name: string;
  /** not to be shown unless asked for */
  secret: boolean;
  /** the first is in force, over the others */
  said: [Said, ...Said[]];
}

/** The explanation of a name that somebody said something about. */
export function explained(name: string, said: Said[], secret = false): Explained[] {
  const [first, ...others] = said;
  return first ? [{ name, secret, said: [first, ...others] }] : [];
}
