// Head: what the manifest says beside its list of files.

import type { ManifestHead } from '../../contract/manifest.ts';
import type { Pack } from '../packs/pack.ts';
import type { FleetPlan } from '../plan/plan.ts';
import { packEntry, vendorsInUse } from './inUse.ts';

/** The manifest's first line; `inputs` is the digest of everything that was read. */
export function manifestHead(plan: FleetPlan, packs: Pack[], inputs: string): ManifestHead {
  const { url, overrides } = plan.provisioning;
  return {
    plugtone: 1,
    fleet: plan.name,
    inputs,
    provisioning: { url, overrides },
    logs: plan.logs,
    packs: vendorsInUse(plan, packs).map(packEntry),
  };
}
