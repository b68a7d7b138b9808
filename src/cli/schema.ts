// Schema: the JSON Schemas of everything that people write, for editors and CI.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { schemas } from '../compile/schemas.ts';
import { usageError } from './usage.ts';

const help = `plugtone schema: the JSON Schemas (2020-12) of what people write

Usage: plugtone schema [inventory|pack|model] [--out DIR]

Without --out the schema (inventory's unless another is named) goes to stdout; with it, all of them are
written as DIR/<name>.schema.json.

An editor checks and completes a file whose first line is
  # yaml-language-server: $schema=../inventory.schema.json

Example: plugtone schema --out schemas
`;

const options = { out: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

/** The verb. */
export function schema(argv: string[]): number {
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [name = 'inventory'] = positionals;
  const found = Object.entries(schemas).find(([key]) => key === name)?.[1];
  if (!found) throw usageError(`no schema "${name}"; there are ${Object.keys(schemas).join(', ')}`);
  if (values.out === undefined) process.stdout.write(print(found));
  else writeAll(values.out);
  return 0;
}

function writeAll(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, value] of Object.entries(schemas))
    writeFileSync(join(folder, `${name}.schema.json`), print(value));
}

const print = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
