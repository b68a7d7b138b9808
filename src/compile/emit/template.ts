// Template: the one that an output names, or the model's own of that name, compiled once.

import type { TemplateFault } from '../packs/fault.ts';
import { isTimeout, limited } from '../packs/limit.ts';
import type { ModelPlan, Output, Pack, TemplateText } from '../packs/pack.ts';
import { compileTemplate, findTemplateFault, type Template } from '../packs/render.ts';

export interface LoadedTemplate {
  /** for findings: `templates/<pack>/phone.eta` */
  path: string;
  text: string;
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

function load({ path, text, isOwn }: TemplateText, format: Output['format']): LoadedTemplate {
  let compiled: Template | undefined;
  let endless = false;
  const firstRun = (data: object) => {
    const template = compileTemplate(text, format);
    compiled = template;
    try {
      return isOwn ? limited(() => template(data)) : template(data);
    } catch (error) {
      endless = isTimeout(error);
      throw error;
    }
  };
  return {
    path,
    text,
    render: data => {
      if (endless) throw new Error('endless');
      return compiled ? compiled(data) : firstRun(data);
    },
    fault: data =>
      endless
        ? { message: 'this template does not come to an end', line: 1 }
        : findTemplateFault(text, format, data),
  };
}
