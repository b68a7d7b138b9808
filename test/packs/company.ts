// Company: a small invented one for tests of packs, compiled in memory.

import { join } from 'node:path';
import { compile } from '../../src/compile/compile.ts';
import type { Artifact } from '../../src/compile/emit/artifact.ts';
import { loadPacks } from '../../src/compile/packs/load.ts';
import { readTree, type SourceFile } from '../../src/compile/source/file.ts';
import { locateFindings } from '../../src/compile/source/finding.ts';

const shipped = readTree(join(import.meta.dirname, '..', '..'), 'templates', ['.yaml', '.eta']);

export const fleet = {
  name: 'Case Company',
  country: 'US',
  timezone: 'America/Chicago',
  provisioning: { url: 'http://prov.example.com:8080', poll: '01:00' },
  sip: { server: 'pbx.example.com' },
};

const packs = loadPacks(shipped).packs.filter(pack => pack.models.length > 0);
const modelsOf = (name: string) => packs.find(pack => pack.name === name)?.models ?? [];

export const company = {
  /** the models of a shipped pack */
  models: (name: string) => modelsOf(name).map(model => model.name),
  /** how many line keys a model has */
  keys: (name: string, model: string) => modelsOf(name).find(found => found.name === model)?.keys ?? 0,
  /** the shipped packs of phones */
  packs: () => packs,
};

/** Compiles records (YAML's values as JSON, which is YAML); `own` are templates of the user's by path. */
export function attempted(records: Record<string, unknown>, own: Record<string, string> = {}, year = 2026) {
  const text = JSON.stringify({ fleet, ...records });
  const file = (path: string, content: string): SourceFile => ({ path, bytes: () => Buffer.from(content) });
  const files = [...shipped, ...Object.entries(own).map(([path, content]) => file(path, content))];
  const sources = {
    inventory: [file('inventory/case.yaml', text)],
    templates: [...new Map(files.map(one => [one.path, one])).values()],
    secrets: undefined,
    secretsRequired: false,
    year,
  };
  const { findings, output } = compile(sources);
  const artifacts: Artifact[] = output ? [...output.artifacts(findings)] : [];
  return { artifacts, output, findings: locateFindings(findings), sources };
}

/** Compiles records that have no fault; fails on any error. */
export function compiled(records: Record<string, unknown>, year = 2026) {
  const { artifacts, output, findings } = attempted(records, {}, year);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (!output || errors.length > 0) throw new Error(JSON.stringify(errors, null, 2));
  return { artifacts, head: output.head, plan: output.plan, findings };
}
