// Head: what the manifest says beside its list of files.

import type { ManifestHead, PackEntry } from '../../contract/manifest.ts';
import type { Pack } from '../packs/pack.ts';
import type { FleetPlan } from '../plan/plan.ts';
import { inUse } from './emit.ts';

/** The manifest's first line; `inputs` is the digest of everything that was read. */
export function manifestHead(plan: FleetPlan, packs: Pack[], inputs: string): ManifestHead {
  const { url, overrides } = plan.provisioning;
  const phonePacks = inUse(plan, packs).filter(pack => pack.models.length > 0);
  return {
    plugtone: 1,
    fleet: plan.name,
    inputs,
    provisioning: { url, overrides },
    logs: plan.logs,
    packs: phonePacks.map(entry),
  };
}

function entry({ name, userAgents, models, answers, uploads, firmware }: Pack): PackEntry {
  const names = models.flatMap(model => model.userAgents.map(agent => [agent, model.name] as const));
  return { name, userAgents, models: Object.fromEntries(names), answers, uploads, firmware };
}
