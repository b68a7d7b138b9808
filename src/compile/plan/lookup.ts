// Lookup: what names stand for while the plan is made.

import type { Inventory } from '../inventory/inventory.ts';
import type { ModelPlan } from '../packs/pack.ts';
import type { AuthPlan, FleetPlan, PersonPlan, SipPlan, SitePlan } from './plan.ts';

export interface Lookup {
  inventory: Inventory;
  models: Map<string, ModelPlan>;
  people: Map<string, PersonPlan>;
  sites: Map<string, SitePlan>;
  fleet: { timezone: string; language: string; sip: SipPlan; numbering: FleetPlan['numbering'] };
  auth: AuthPlan;
  /** the year whose clock changes phones are told */
  year: number;
}
