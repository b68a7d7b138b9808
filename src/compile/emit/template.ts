// Template: the one that an output names, or the model's own of that name, compiled once.

import type { ModelPlan, Output, Pack } from '../packs/pack.ts';
import { compileTemplate, findTemplateFault, type Template, type TemplateFault } from '../packs/render.ts';

export interface LoadedTemplate {
  /** for findings: `templates/<pack>/phone.eta` */
  path: string;
  render: Template;
  fault(data: object): TemplateFault;
}

const loaded = new WeakMap<Pack, Map<string, LoadedTemplate>>();

/** Finds an output's template; undefined where the pack has none of that name. */
export function templateOf(
  pack: Pack,
  { template, format }: Output,
  model: ModelPlan | undefined,
): LoadedTemplate | undefined {
  const own = `${model?.name}/${template}`;
  const name = pack.templates.has(own) ? own : template;
  const source = pack.templates.get(name);
  if (!source) return undefined;
  const known = loaded.get(pack) ?? new Map<string, LoadedTemplate>();
  loaded.set(pack, known);
  const key = `${format} ${name}`;
  const made = known.get(key) ?? load(source, format);
  known.set(key, made);
  return made;
}

function load({ path, text }: { path: string; text: string }, format: Output['format']): LoadedTemplate {
  let compiled: Template | undefined;
  return {
    path,
    render: data => {
      compiled ??= compileTemplate(text, format);
      return compiled(data);
    },
    fault: data => findTemplateFault(text, format, data),
  };
}
