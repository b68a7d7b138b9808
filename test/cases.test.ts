// Cases: every folder under test/cases is a small company and what the compiler must say of it.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { masked } from '../src/cli/report/mask.ts';
import { text } from '../src/cli/report/text.ts';
import { compile } from '../src/compile/compile.ts';
import { readTree, type SourceFile, textIn } from '../src/compile/source/file.ts';
import { locateFindings } from '../src/compile/source/finding.ts';

const folder = join(import.meta.dirname, 'cases');
const templates = readTree(join(import.meta.dirname, '..'), 'templates', ['.yaml', '.eta']);
const base = inventoryOf('_base');

/** A case's files; those of the base company lie under them. */
function inventoryOf(name: string): SourceFile[] {
  return readTree(join(folder, name), 'inventory', ['.yaml', '.yml']);
}

function findingsOf(name: string): string {
  const own = inventoryOf(name);
  const yearFile = join(folder, name, 'year');
  const alone = existsSync(join(folder, name, 'alone'));
  const files = [...new Map([...(alone ? [] : base), ...own].map(file => [file.path, file])).values()];
  const { findings, output } = compile({
    inventory: files.filter(({ path }) => path !== 'inventory/secrets.yaml'),
    secrets: files.find(({ path }) => path === 'inventory/secrets.yaml'),
    secretsRequired: false,
    templates: [...templates, ...readTree(join(folder, name), 'templates', ['.yaml', '.eta'])],
    year: Number(existsSync(yearFile) ? readFileSync(yearFile, 'utf8') : 2026),
  });
  if (output) for (const _ of output.artifacts(findings));
  const sources = new Map(files.map(file => [file.path, file]));
  const textOf = (path: string) => {
    const file = sources.get(path);
    return file ? textIn(file) : '';
  };
  const line = (file: string, number: number) => masked(file, textOf(file).split('\n')[number - 1] ?? '');
  return text(locateFindings(findings), { line, path: file => file, colour: false });
}

for (const name of readdirSync(folder)
  .filter(name => !name.startsWith('_'))
  .sort()) {
  test(`${name.replaceAll('-', ' ')}`, () => {
    const expected = join(folder, name, 'findings.txt');
    const found = findingsOf(name);
    if (process.env['UPDATE_CASES']) writeFileSync(expected, found);
    assert.fixture(found, readFileSync(expected, 'utf8'));
  });
}

test.run();
