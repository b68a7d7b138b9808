// Packs: the vendors, servers and models that this root knows, and what each needs.

import { parseArgs } from 'node:util';
import { loadPacks } from '../compile/packs/load.ts';
import type { ModelPlan, Pack } from '../compile/packs/pack.ts';
import { hasErrors } from '../compile/source/finding.ts';
import { didYouMean } from './didYouMean.ts';
import { chooseReporter, report } from './report.ts';
import { readTemplates } from './sources.ts';
import { atMost } from './usage.ts';

const help = (example: string) => `plugtone packs: the vendors, servers and models that can be used here

Usage: plugtone packs [NAME] [--root DIR]

  NAME        only packs or models whose name or title holds this; a model alone is told with what it needs
  --root DIR  the folder that may hold templates/ of its own (default: the current one)

Example: plugtone packs ${example}
`;

const options = { root: { type: 'string', default: '.' }, help: { type: 'boolean', short: 'h' } } as const;

/** The verb. Exit code 1 where a pack is at fault, or none has that name. */
export function packs(argv: string[]): number {
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
  const { packs: all, findings } = loadPacks(readTemplates(values.root));
  const models = all.flatMap(pack => pack.models);
  if (values.help) {
    process.stdout.write(help(models[0] ? fullName(models[0]) : ''));
    return 0;
  }
  report(findings, { reporter: chooseReporter(undefined), root: values.root, quiet: true });
  atMost(positionals, 1);
  const [part = ''] = positionals;
  const found = chosen(all, part);
  if (found.length === 0) return none(part, all);
  const only = found.flatMap(pack => pack.models);
  process.stdout.write(only.length === 1 ? needs(found[0], only[0]) : found.map(listed).join('\n'));
  return hasErrors(findings) ? 1 : 0;
}

const fullName = ({ pack, name }: ModelPlan) => `${pack}/${name}`;

/** Packs of that name whole, others with the models that hold it; one model alone where it has that very name. */
function chosen(all: Pack[], part: string): Pack[] {
  const exact = all
    .flatMap(pack => pack.models)
    .filter(model => [model.name, fullName(model)].includes(part));
  const holds = (text: string) => text.toLowerCase().includes(part.toLowerCase());
  const fits = (model: ModelPlan) =>
    exact.length > 0 ? exact.includes(model) : holds(fullName(model)) || holds(model.title);
  return all
    .map(pack =>
      exact.length === 0 && pack.name === part ? pack : { ...pack, models: pack.models.filter(fits) },
    )
    .filter(pack => pack.models.length > 0 || (exact.length === 0 && holds(pack.name)));
}

function none(part: string, all: Pack[]): number {
  const names = all.flatMap(pack => [
    pack.name,
    ...pack.models.flatMap(model => [fullName(model), model.name]),
  ]);
  process.stderr.write(`plugtone packs: no pack or model "${part}"${didYouMean(part, names)}\n`);
  return 1;
}

function listed({ name, title, models }: Pack): string {
  const rows = models.map(row);
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map(cells => (cells[column] ?? '').length)),
  );
  const lines = rows.map(
    cells => `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`,
  );
  return `${name}: ${title}\n${lines.map(line => `${line.trimEnd()}\n`).join('')}`;
}

function row(model: ModelPlan): string[] {
  const { title, lines, keys, expansionKeys, directory, data } = model;
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
  const more = expansionKeys > 0 ? ` (+${expansionKeys})` : '';
  const software = text(data['firmware'] ?? data['software'] ?? '');
  return [
    fullName(model),
    title,
    count(lines, 'line'),
    `${count(keys, 'key')}${more}`,
    `directory ${directory}`,
    software && `software ${software}`,
  ];
}

/** Everything about one model: what it can, what its data says it needs, and which files its firmware folder is asked for. */
function needs(pack: Pack | undefined, model: ModelPlan | undefined): string {
  if (!pack || !model) return '';
  const { title, userAgents, lines, keys, expansionKeys, directory, settings, data } = model;
  const facts: Record<string, unknown> = {
    'user agent': userAgents,
    lines,
    keys: expansionKeys > 0 ? `${keys}, and ${expansionKeys} on expansion modules` : keys,
    directory: `${directory} entries`,
    ...Object.fromEntries(Object.entries(data).filter(([, value]) => text(value) !== '')),
    settings: Object.entries(settings).map(([name, value]) => `${name}=${value}`),
    'firmware files': pack.firmware,
  };
  const shown = Object.entries(facts).filter(([, value]) => text(value) !== '');
  const width = Math.max(...shown.map(([name]) => name.length));
  return `${fullName(model)}: ${title}\n${shown.map(([name, value]) => `  ${name.padEnd(width)}  ${text(value)}\n`).join('')}`;
}

function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(text).join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
