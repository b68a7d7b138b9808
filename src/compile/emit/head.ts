// Head: what the manifest says beside its list of files.

import type { Answer, ManifestHead, PackEntry } from '../../contract/manifest.ts';
import type { ModelPlan, Pack } from '../packs/pack.ts';
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

function entry(pack: Pack): PackEntry {
  const { name, userAgents, models, uploads, firmware } = pack;
  const names = models.flatMap(model => model.userAgents.map(agent => [agent, model.name] as const));
  const answers = pack.answers.flatMap(answer => answersOf(answer, models));
  return { name, userAgents, models: Object.fromEntries(names), answers, uploads, firmware };
}

// {mac} and {model} are known when somebody asks; any other hole is filled from the data of each model that has it.
function answersOf(answer: Answer, models: ModelPlan[]): Answer[] {
  const holes = [...`${answer.ask} ${answer.answer}`.matchAll(/\{(\w+)\}/g)].map(([, hole = '']) => hole);
  const own = holes.filter(hole => hole !== 'mac' && hole !== 'model');
  if (own.length === 0) return [answer];
  return models
    .filter(({ data }) => own.every(hole => data[hole] !== undefined))
    .map(model => ({ ask: filled(answer.ask, model), answer: filled(answer.answer, model) }));
}

const filled = (pattern: string, { name, data }: ModelPlan) =>
  pattern.replace(/\{(\w+)\}/g, (hole, key: string) => (key === 'model' ? name : String(data[key] ?? hole)));
