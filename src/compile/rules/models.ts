// Models: all packs' models by the name that phones give.

import type { ModelPlan, Pack } from '../packs/pack.ts';

/** By pack and folder, `<pack>/<model>`. */
export const modelsOf = (packs: Pack[]): Map<string, ModelPlan> =>
  new Map(packs.flatMap(pack => pack.models.map(model => [`${pack.name}/${model.name}`, model])));
