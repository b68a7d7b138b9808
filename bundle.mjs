// Bundle: src/ to lib/, one CommonJS file a verb, so that a verb costs what it needs and no more.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { precompile } from './precompile.mjs';

const outdir = 'lib';
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  define: { 'import.meta.dirname': '__dirname' },
  legalComments: 'none',
  minifyWhitespace: true,
  logLevel: 'warning',
  // it finds a binary beside itself
  external: ['libsql'],
  // import() of a CommonJS file makes Node scan it for exports, which costs more than running it
  supported: { 'dynamic-import': false },
};

// Threads are files of their own, too: the log store's, a large release's, and the one that reads ahead.
const entries = new Set([
  'src/cli/plugtone.ts',
  'src/cli/precompiled.ts',
  'src/runtime/store/worker.ts',
  'src/release/helper.ts',
  'src/cli/ahead/reader.ts',
]);

// Verbs that take so long to compile that V8's code for them is kept.
const large = new Set(['check', 'build', 'make', 'explain']);

// `await import('./check.ts')` becomes a file of its own, loaded when the verb is asked for.
const lazy = {
  name: 'lazy',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/\w+\.ts$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import' || !resolveDir.endsWith('cli')) return undefined;
      const name = basename(path, '.ts');
      entries.add(`src/cli/${name}.ts`);
      return large.has(name) ? { path: name, namespace: 'large' } : { path: `./${name}.cjs`, external: true };
    });
    onLoad({ filter: /./, namespace: 'large' }, ({ path }) => ({
      contents: `module.exports = require('./precompiled.cjs').precompiled('${path}', require);`,
    }));
  },
};

// Schemas are compiled here, so that no user's machine loads ajv.
const ahead = {
  name: 'schemas-ahead',
  setup({ onLoad }) {
    onLoad({ filter: /compile[/\\]source[/\\]ajv\.ts$/ }, async () => ({
      contents: await compiledSchemas(),
      loader: 'js',
      resolveDir: '.',
    }));
  },
};

// A module of ours as plain JavaScript, for use while bundling.
async function ours(module) {
  const file = `${outdir}/${basename(module)}.mjs`;
  const entryPoints = [`src/${module}.ts`];
  await build({
    ...shared,
    format: 'esm',
    packages: 'external',
    entryPoints,
    outfile: file,
    outExtension: {},
  });
  const found = await import(`./${file}`);
  rmSync(file);
  return found;
}

// The yaml package is there for what the quick reader does not know: it is loaded when that comes up.
const judge = {
  name: 'judge-on-demand',
  setup({ onLoad }) {
    onLoad({ filter: /compile[/\\]source[/\\]yaml\.ts$/ }, () => {
      entries.add('src/compile/source/yaml.ts');
      const names = ['parseYaml', 'locateYaml'];
      const calls = names.map(
        name => `export const ${name} = (...all) => require('./yaml.cjs').${name}(...all);`,
      );
      return { contents: calls.join('\n'), loader: 'js' };
    });
  },
};

// Countries' numbers are a long table: as text for JSON.parse it loads in a third of the time.
const numberTable = {
  name: 'number-table',
  setup({ onLoad }) {
    onLoad({ filter: /metadata\.min\.json(\.js)?$/ }, ({ path }) => {
      const table = JSON.stringify(JSON.parse(readFileSync(path.replace(/\.js$/, ''), 'utf8')));
      return { contents: `export default JSON.parse(${JSON.stringify(table)});`, loader: 'js' };
    });
  },
};

async function compiledSchemas() {
  const { schemas } = await ours('compile/schemas');
  const { ajvOptions } = await ours('compile/source/ajv');
  const [{ Ajv2020 }, { default: standalone }] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('ajv/dist/standalone/index.js'),
  ]);
  const ajv = new Ajv2020({ ...ajvOptions, code: { source: true, esm: true } });
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name);
  const code = (standalone.default ?? standalone)(
    ajv,
    Object.fromEntries(Object.keys(schemas).map(name => [name, name])),
  );
  const table = Object.entries(schemas).map(([name, schema]) => `${JSON.stringify(schema.title)}: ${name}`);
  return `${code}\nconst byTitle = { ${table.join(', ')} };\nexport const compileSchema = schema => byTitle[schema.title];\n`;
}

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir);
for (const entry of entries) {
  const own = entry === 'src/compile/source/yaml.ts' ? [] : [judge];
  const plugins = [lazy, ahead, numberTable, ...own];
  const banner = entry.endsWith('plugtone.ts') ? { js: '#!/usr/bin/env node' } : {};
  await build({
    ...shared,
    external: ['./yaml.cjs', './precompiled.cjs'],
    entryPoints: [entry],
    outdir,
    banner,
    plugins,
  });
}

// The shipped packs are parsed here, so that no user's machine does it at every start.
const { printShipped } = await ours('compile/packs/shipped');
const { readTree } = await ours('compile/source/file');
writeFileSync(`${outdir}/shipped`, printShipped(readTree('.', 'templates', ['.yaml'])));

await bundleToolkit(`${outdir}/toolkit`);
await precompile();

/** `plugtone/agi` and `plugtone/agi/testing`: CommonJS, a thin ES module around it, and types for both. */
async function bundleToolkit(folder) {
  const source = 'src/runtime/agi/toolkit';
  const names = { agi: 'index', testing: 'testing/index' };
  const entryPoints = Object.fromEntries(
    Object.entries(names).map(([name, path]) => [name, `${source}/${path}.ts`]),
  );
  await build({ ...shared, minifyWhitespace: false, entryPoints, outdir: folder });
  writeFileSync(`${folder}/package.json`, '{ "type": "commonjs" }\n');
  const load = createRequire(import.meta.url);
  for (const [name, path] of Object.entries(names)) {
    const values = Object.keys(load(`./${folder}/${name}.cjs`)).join(', ');
    writeFileSync(
      `${folder}/${name}.mjs`,
      `import toolkit from './${name}.cjs';\nexport const { ${values} } = toolkit;\n`,
    );
    for (const ending of ['d.cts', 'd.mts'])
      writeFileSync(`${folder}/${name}.${ending}`, `export * from './types/agi/toolkit/${path}.js';\n`);
  }
  declareTypes(`${folder}/types`);
}

function declareTypes(folder) {
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin/tsc',
  );
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.types.json'], { stdio: 'inherit' });
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), text.replace(/(['"]\.[^'"\n]*)\.ts(['"])/g, '$1.js$2'));
  }
}
