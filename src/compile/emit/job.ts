// Job: one output of a pack, for one company.

import type { Output, Pack } from '../packs/pack.ts';
import type { FleetPlan } from '../plan/plan.ts';

export interface Job {
  plan: FleetPlan;
  pack: Pack;
  output: Output;
}
