// In use: the packs that a company's phones and servers need, and what others are told of them.

import type { Answer, PackEntry } from '../../contract/manifest.ts';
import type { ModelPlan, Pack } from '../packs/pack.ts';
import type { FleetPlan } from '../plan/plan.ts';

/** A phone vendor's pack is written where the company has such a phone, a server's always. */
export function inUse(plan: FleetPlan, packs: Pack[]): Pack[] {
  const used = new Set(plan.phones.map(phone => phone.model.pack));
  return packs.filter(pack => pack.models.length === 0 || used.has(pack.name));
}

/** The packs of phones among them. */
export const vendorsInUse = (plan: FleetPlan, packs: Pack[]): Pack[] =>
  inUse(plan, packs).filter(({ models }) => models.length > 0);

/** What the runtime, and servers' templates, are told of a vendor. */
export function packEntry(pack: Pack): PackEntry {
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
