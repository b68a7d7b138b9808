// Lookup: what names stand for while the plan is made.

import type { Inventory } from '../inventory/inventory.ts';
import type { ModelPlan } from '../packs/pack.ts';
import type { Directories } from './directory.ts';
import type { AuthPlan, FleetPlan, PersonPlan, SipPlan, SitePlan } from './plan.ts';

/** What is known before anything is planned. */
export interface Names {
  inventory: Inventory;
  fleet: { timezone: string; language: string; sip: SipPlan; numbering: FleetPlan['numbering'] };
}

export interface Lookup extends Names {
  models: Map<string, ModelPlan>;
  people: Map<string, PersonPlan>;
  sites: Map<string, SitePlan>;
  auth: AuthPlan;
  directories: Directories;
  /** the year whose clock changes phones are told */
  year: number;
}
