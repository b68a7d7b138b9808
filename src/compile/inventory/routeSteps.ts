// Route steps: every step of a route with the path at which it was written.

import type { Path } from '../source/yaml.ts';
import type { RouteWritten } from './written.ts';

export interface Step {
  step: RouteWritten;
  path: Path;
}

/** What may follow a step, by its key. */
export const following = ['then', 'else', 'busy', 'noanswer', 'unavailable'] as const;

/** The route's first step and all below it, in the order in which they are written about here. */
export function* routeSteps(step: RouteWritten, path: Path = []): Iterable<Step> {
  yield { step, path };
  for (const name of following) {
    const next = step[name];
    if (next) yield* routeSteps(next, [...path, name]);
  }
}
