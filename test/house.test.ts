// House: the walls between rooms, and what every file owes the next reader.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

interface Source {
  path: string;
  lines: string[];
  /** files of ours that it imports */
  ours: string[];
  packages: string[];
}

const packageName = (name: string) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
const root = resolve(import.meta.dirname, '..');
const sources = files('src').map(read);
const tests = files('test').filter(path => path.endsWith('.test.ts'));

function files(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(folder, name));
}

function read(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const imports = [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(match => match[1] ?? '');
  return {
    path,
    lines: text.trimEnd().split('\n'),
    ours: imports
      .filter(name => name.startsWith('.'))
      .map(name => relative(root, resolve(root, dirname(path), name))),
    packages: imports.filter(name => !name.startsWith('.') && !name.startsWith('node:')).map(packageName),
  };
}

const room = (path: string) => path.split('/')[1] ?? '';

const walls: Record<string, string[]> = {
  contract: ['contract'],
  compile: ['compile', 'contract'],
  release: ['release', 'contract'],
  runtime: ['runtime', 'contract'],
};

test('arrows point down: compile, release and runtime meet in contract only', () => {
  const crossing = sources.flatMap(({ path, ours }) =>
    ours
      .filter(target => walls[room(path)] && !walls[room(path)]?.includes(room(target)))
      .map(target => `${path} -> ${target}`),
  );
  assert.equal(crossing, []);
});

test('what serves phones and calls reaches runtime and contract only', () => {
  const reached = reach(['src/cli/serve.ts', 'src/cli/agi.ts']);
  assert.equal(
    [...reached].filter(path => !['runtime', 'contract'].includes(room(path)) && room(path) !== 'cli'),
    [],
  );
  const heavy = sources.filter(({ path }) => reached.has(path)).flatMap(({ packages }) => packages);
  assert.equal(
    heavy.filter(name => ['yaml', 'ajv', 'eta', 'chokidar'].includes(name)),
    [],
  );
});

test('no import circle', () => {
  const circles = sources.filter(({ path, ours }) => reach(ours).has(path)).map(({ path }) => path);
  assert.equal(circles, []);
});

test('each package has one keeper', () => {
  const keepers = new Map<string, string[]>();
  for (const { path, packages } of sources)
    for (const name of new Set(packages)) keepers.set(name, [...(keepers.get(name) ?? []), path]);
  assert.equal(
    [...keepers].filter(([, paths]) => paths.length > 1),
    [],
  );
});

test('each file says in its first line what it is', () => {
  assert.equal(
    sources.filter(({ lines }) => !/^\/\/ \S.*[.:]/.test(lines[0] ?? '')).map(({ path }) => path),
    [],
  );
});

test('each file fits two screens', () => {
  assert.equal(
    sources.filter(({ lines }) => lines.length > 165).map(({ path, lines }) => `${path}: ${lines.length}`),
    [],
  );
});

test('no default export, no class, no enum, no any', () => {
  const faults = sources.filter(({ lines }) =>
    lines.some(line => /^export default|^\s*(export )?(class|enum) |: any\b|as any\b/.test(line)),
  );
  assert.equal(
    faults.map(({ path }) => path),
    [],
  );
});

test('no vendor is known under src', () => {
  const vendors = /polycom|yealink|grandstream|snom|linksys/i;
  const naming = sources.flatMap(({ path, lines }) =>
    lines.flatMap((line, index) => (vendors.test(code(line)) ? [`${path}:${index + 1}`] : [])),
  );
  assert.equal(naming, []);
});

test('every test file runs its suite', () => {
  const idle = tests.filter(path => !/\.run\(\);?\s*$/m.test(readFileSync(join(root, path), 'utf8')));
  assert.equal(idle, []);
});

// Examples in comments and help may name a model; code may not.
const code = (line: string) => line;

function reach(start: string[]): Set<string> {
  const byPath = new Map(sources.map(source => [source.path, source]));
  const found = new Set<string>();
  const queue = [...start];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    queue.push(...(byPath.get(path)?.ours ?? []));
  }
  return found;
}

test.run();
