// Order: what a build is asked to do, what is known before anything is read, and what comes of it.

import type { Sources } from '../compile/compile.ts';
import type { Finding } from '../compile/source/finding.ts';
import type { Before } from '../release/before.ts';
import type { Written } from '../release/write.ts';
import type { LastBuild, Place } from './lastBuild.ts';

/** What lies on disk. */
export interface Scene extends Place {
  sources: Sources;
  /** stamp of all sources together, worked out once: when it is first asked for */
  together(): string | undefined;
  /** of the sources, in bytes, or about that */
  size: number;
  last: LastBuild | undefined;
  before: Before;
}

export interface Order extends Scene {
  /** write a mass change, too */
  force: boolean;
  /** warnings are errors */
  strict: boolean;
}

export interface Made {
  findings: Finding[];
  /** undefined where errors were found */
  written: Written | undefined;
}
