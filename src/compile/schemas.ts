// Schemas: each kind of file that people write, with its validator. Bundled, the validators are compiled ahead.

import { inventorySchema } from './inventory/schema.ts';
import { modelSchema, packSchema } from './packs/schema.ts';
import { type CheckFunction, compileSchema } from './source/ajv.ts';
import { type Validator, validator } from './source/schema.ts';

export const schemas = { inventory: inventorySchema, pack: packSchema, model: modelSchema };

export type SchemaName = keyof typeof schemas;

const made = new Map<SchemaName, Validator>();

/** The validator of one kind of file, compiled when first asked for. */
export function validatorOf(name: SchemaName): Validator {
  const known = made.get(name);
  if (known) return known;
  const check: CheckFunction = compileSchema(schemas[name]);
  const fresh = validator(check);
  made.set(name, fresh);
  return fresh;
}
