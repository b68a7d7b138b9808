// Route steps: every step of a route with the path at which it was written.

import type { Path } from '../source/yaml.ts';

/** What may follow a step, by its key. */
export const following = ['then', 'else', 'busy', 'noanswer', 'unavailable'] as const;

type Linked<Step> = { [name in (typeof following)[number]]?: Step };

/** The route's first step and all below it. */
export function* routeSteps<Step extends Linked<Step>>(
  step: Step,
  path: Path = [],
): Iterable<{ step: Step; path: Path }> {
  yield { step, path };
  for (const name of following) {
    const next = step[name];
    if (next) yield* routeSteps<Step>(next, [...path, name]);
  }
}
