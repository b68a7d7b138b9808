// Job: one output of a pack, for one company.

import type { PackEntry } from '../../contract/manifest.ts';
import type { Output, Pack } from '../packs/pack.ts';
import type { FleetPlan } from '../plan/plan.ts';

export interface Job {
  plan: FleetPlan;
  pack: Pack;
  output: Output;
  /** the vendors of the company's phones, for the templates of servers */
  vendors: Vendor[];
}

export interface Vendor extends PackEntry {
  /** beginnings of its phones' MACs, `00:04:f2` */
  macs: string[];
}
