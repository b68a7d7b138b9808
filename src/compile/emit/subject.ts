// Subject: what a file is made for — the fleet, a site or a phone, and a model where the path names one.

import { asKey } from '../packs/asKey.ts';
import type { ModelPlan, Pack } from '../packs/pack.ts';
import type { Settings } from '../packs/settings.ts';
import type { PhonePlan, SitePlan } from '../plan/plan.ts';
import type { Job } from './job.ts';

export interface Subject {
  model?: ModelPlan;
  site?: SitePlan;
  phone?: PhonePlan;
}

/** Everything that an output is made for, in a fixed order. */
export function* subjects(job: Job): Iterable<Subject> {
  const { plan, pack, output } = job;
  if (output.for === 'phone') {
    for (const phone of plan.phones)
      if (phone.model.pack === pack.name) yield { phone, site: phone.site, model: phone.model };
  } else if (output.for === 'site') {
    for (const site of plan.sites) for (const model of models(job, site.models)) yield { site, ...model };
  } else {
    yield* models(
      job,
      plan.sites.flatMap(site => site.models),
    );
  }
}

function models({ pack, output }: Job, used: ModelPlan[]): { model?: ModelPlan }[] {
  if (!perModel(output)) return [{}];
  const stand = new Set(used);
  return pack.models.filter(model => output.models === 'all' || stand.has(model)).map(model => ({ model }));
}

// A path that names the model, or anything of its data, is one a model.
export const perModel = ({ to }: Job['output']): boolean => /\{(?!pack\}|site\}|mac\})\w+\}/.test(to);

/** A pattern of paths below dist/, filled in for one subject; {anything else} is of the model's data. */
export const pathOf = (pack: Pack, pattern: string, subject: Subject): string =>
  // Joined, it is one text; put together piece by piece it would hold on to all its pieces.
  partsOf(pattern)
    .map((part, at) => (at % 2 === 0 ? part : named(part, pack, subject)))
    .join('');

function named(name: string, pack: Pack, { model, site, phone }: Subject): string {
  if (name === 'pack') return pack.name;
  if (name === 'model') return model?.name ?? '';
  if (name === 'site') return site?.name ?? '';
  if (name === 'mac') return phone?.mac ?? '';
  return String(model?.data[name] ?? `{${name}}`);
}

const split = new Map<string, string[]>();

// Text and names in turn: a pattern is taken apart once, not for every phone.
function partsOf(pattern: string): string[] {
  const parts = split.get(pattern) ?? pattern.split(/\{(\w+)\}/).map(asKey);
  split.set(pattern, parts);
  return parts;
}

/** The vendor parameters that belong in this file: each file carries its own layer, and phones lay them over each other. */
export function settingsOf({ plan, pack }: Job, { model, site, phone }: Subject): Settings {
  if (phone) return phone.settings;
  if (site) return site.settings[pack.name] ?? {};
  return { ...pack.settings, ...model?.settings, ...plan.settings[pack.name] };
}
