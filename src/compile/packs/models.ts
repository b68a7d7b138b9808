// Models: the folders of a pack that hold a model.yaml.

import type { SourceFile } from '../source/file.ts';
import { asKey } from './asKey.ts';
import type { ModelPlan } from './pack.ts';
import { type Reading, readPackFile } from './read.ts';
import { asText } from './settings.ts';

type ModelText = Pick<ModelPlan, 'title' | 'lines' | 'keys' | 'directory'> &
  Partial<Pick<ModelPlan, 'userAgents' | 'data' | 'expansionKeys'>> & {
    settings?: Record<string, string | number | boolean>;
  };

/** Every model of a pack, in the order of its files. */
export function loadModels(pack: string, files: Map<string, SourceFile>): Reading<ModelPlan>[] {
  return [...files].flatMap(([path, file]) => {
    const name = /^([^/]+)\/model\.yaml$/.exec(path)?.[1];
    return name === undefined ? [] : [loadModel(pack, asKey(name), file)];
  });
}

function loadModel(pack: string, name: string, file: SourceFile): Reading<ModelPlan> {
  const { value, findings, spot } = readPackFile<ModelText>(file, 'model');
  if (!value) return { value, findings };
  return {
    ...(spot && { spot }),
    value: {
      userAgents: [],
      data: {},
      expansionKeys: 0,
      ...value,
      pack,
      name,
      settings: asText(value.settings),
    },
    findings,
  };
}

/** What the vendor hangs on a parameter's name to mean this model: its names in the user agent, with and without their underscore. */
export function suffixesOf(model: ModelPlan | undefined): string[] {
  return model?.userAgents.flatMap(agent => [agent, agent.replace('_', '')]) ?? [];
}
