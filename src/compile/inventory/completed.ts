// Completed: the inventory's schema with the models and packs that a root has, so that editors know them.

import type { Pack } from '../packs/pack.ts';
import { inventorySchema } from './schema.ts';

type Node = Record<string, unknown>;

/** A copy of the schema in which `model` is one of the packs' models, and `settings` are for one of the packs. */
export function completedSchema(packs: Pack[]): object {
  const schema: Node = structuredClone(inventorySchema);
  const model = at(schema, ['properties', 'phones', 'items', 'properties', 'model']);
  model['enum'] = packs.flatMap(pack => pack.models.map(({ name }) => `${pack.name}/${name}`));
  const names = packs.filter(pack => pack.models.length > 0).map(({ name }) => name);
  for (const path of [['fleet'], ['sites', 'additionalProperties']]) {
    const [first = '', ...rest] = path;
    at(schema, ['properties', first, ...rest, 'properties', 'settings'])['propertyNames'] = { enum: names };
  }
  return schema;
}

function at(schema: Node, path: string[]): Node {
  return path.reduce<Node>((node, step) => {
    const next = node[step];
    if (typeof next !== 'object' || next === null) throw new Error(`the schema has no ${path.join('/')}`);
    return next as Node; // a schema's own form
  }, schema);
}
