// Watch: which outputs look at phones other than their own, so that one phone's change is known to stay its own.

import type { FleetPlan } from '../plan/plan.ts';

interface Watch {
  wide: Set<string>;
  views: Map<string, FleetPlan>;
}

const watches = new WeakMap<FleetPlan, Watch>();

/** The outputs that have looked at the phones or sites of the whole fleet up to now. */
export const wideOutputs = (plan: FleetPlan): Set<string> => watchOf(plan).wide;

/** The fleet as one output sees it. */
export function watchedFleet(plan: FleetPlan, output: string): FleetPlan {
  const { wide, views } = watchOf(plan);
  const view = views.get(output) ?? viewOf(plan, () => wide.add(output));
  views.set(output, view);
  return view;
}

function viewOf({ phones, sites, ...rest }: FleetPlan, look: () => void): FleetPlan {
  return {
    ...rest,
    get phones() {
      look();
      return phones;
    },
    get sites() {
      look();
      return sites;
    },
  };
}

function watchOf(plan: FleetPlan): Watch {
  const watch = watches.get(plan) ?? { wide: new Set<string>(), views: new Map<string, FleetPlan>() };
  watches.set(plan, watch);
  return watch;
}
