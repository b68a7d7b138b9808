// Schema: the JSON Schemas of everything that people write, for editors and CI.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { completedSchema } from '../compile/inventory/completed.ts';
import { loadPacks } from '../compile/packs/load.ts';
import { schemas } from '../compile/schemas.ts';
import { makeFolder } from '../contract/folder.ts';
import { didYouMean } from './didYouMean.ts';
import { readTemplates } from './sources.ts';
import { atMost, usageError, wantFolder } from './usage.ts';

const help = `plugtone schema: the JSON Schemas (2020-12) of what people write

Usage: plugtone schema [inventory|pack|model] [--out DIR] [--root DIR]

  --out DIR   write all of them as DIR/<name>.schema.json; without it one (inventory unless another is named)
              goes to stdout
  --root DIR  the folder that may hold templates/ of its own: the inventory's schema knows its models (default:
              the current one)

An editor with a YAML language server checks and completes a file whose first line is
  # yaml-language-server: $schema=../inventory.schema.json

Example: plugtone schema --out schemas
`;

const options = {
  out: { type: 'string' },
  root: { type: 'string', default: '.' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The verb. */
export function schema(argv: string[]): number {
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  atMost(positionals, 1);
  const all: Record<string, object> = {
    ...schemas,
    inventory: completedSchema(loadPacks(readTemplates(values.root)).packs),
  };
  const [name = 'inventory'] = positionals;
  const found = Object.hasOwn(all, name) ? all[name] : undefined;
  const names = Object.keys(all);
  if (!found)
    throw usageError(`no schema "${name}"${didYouMean(name, names) || `; there are ${names.join(', ')}`}`);
  if (values.out === undefined) process.stdout.write(print(found));
  else writeAll(values.out, all);
  return 0;
}

function writeAll(folder: string, all: Record<string, object>): void {
  makeFolder(wantFolder(folder, '--out'));
  for (const [name, value] of Object.entries(all)) {
    const path = join(folder, `${name}.schema.json`);
    writeFileSync(path, print(value));
    process.stderr.write(`${path}\n`);
  }
}

const print = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
