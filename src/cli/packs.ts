// Packs: the vendors, servers and models that this root knows.

import { parseArgs } from 'node:util';
import { loadPacks } from '../compile/packs/load.ts';
import type { ModelPlan, Pack } from '../compile/packs/pack.ts';
import { hasErrors } from '../compile/source/finding.ts';
import { chooseReporter, report } from './report.ts';
import { readSources } from './sources.ts';

const help = `plugtone packs: the vendors, servers and models that can be used here

Usage: plugtone packs [NAME] [--root DIR]

  NAME        only packs or models whose name holds this
  --root DIR  the folder that may hold templates/ of its own (default: the current one)

Example: plugtone packs vvx
`;

const options = { root: { type: 'string', default: '.' }, help: { type: 'boolean', short: 'h' } } as const;

/** The verb. Exit code 1 where a pack is at fault. */
export function packs(argv: string[]): number {
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const { packs: found, findings } = loadPacks(readSources(values.root).templates);
  report(findings, { reporter: chooseReporter(undefined), root: values.root, quiet: true });
  process.stdout.write(found.map(pack => describe(pack, positionals[0] ?? '')).join(''));
  return hasErrors(findings) ? 1 : 0;
}

function describe(pack: Pack, part: string): string {
  const models = pack.models.filter(({ name }) => `${pack.name}/${name}`.includes(part));
  if (models.length === 0 && !pack.name.includes(part)) return '';
  return `${pack.name.padEnd(22)}${pack.title}\n${models.map(model).join('')}`;
}

function model({ pack, name, title, lines, keys, directory }: ModelPlan): string {
  const numbers = [`${lines} lines`, `${keys} keys`, `${directory} directory entries`];
  return `  ${`${pack}/${name}`.padEnd(20)}${title.padEnd(26)}${numbers.join(', ')}\n`;
}
