// Ajv: the one place that knows the ajv package. The bundler compiles schemas ahead and leaves this file out.

import { Ajv2020 } from 'ajv/dist/2020.js';

export interface SchemaError {
  keyword: string;
  instancePath: string;
  schemaPath: string;
  params: Record<string, unknown>;
  message?: string;
  data?: unknown;
  parentSchema?: Record<string, unknown>;
}

export interface CheckFunction {
  (value: unknown): boolean;
  errors?: SchemaError[] | null;
}

/** Shared with the bundler. */
export const ajvOptions = {
  allErrors: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  verbose: true,
} as const;

/** Compiles a JSON Schema (2020-12). */
export function compileSchema(schema: object): CheckFunction {
  return new Ajv2020(ajvOptions).compile(schema) as unknown as CheckFunction; // ajv's own type says the same with more words
}
