// Company: the base company of the cases with files laid over it, checked or compiled in memory.

import { join } from 'node:path';
import { type Compiled, compile } from '../../src/compile/compile.ts';
import type { Artifact } from '../../src/compile/emit/artifact.ts';
import { readTree, type SourceFile } from '../../src/compile/source/file.ts';

const home = join(import.meta.dirname, '..');
const templates = readTree(join(home, '..'), 'templates', ['.yaml', '.eta']);
const base = readTree(join(home, 'cases', '_base'), 'inventory', ['.yaml']);

const inMemory = ([path, bytes]: [string, Uint8Array]): SourceFile => ({ path, bytes: () => bytes });

/** Compiles the company; `files` replace those of the base by path. */
export function check(files: Record<string, Uint8Array>): Compiled {
  const all = new Map([...base, ...Object.entries(files).map(inMemory)].map(file => [file.path, file]));
  return compileFiles([...all.values()]);
}

/** Compiles exactly these files. */
export function compileFiles(files: SourceFile[]): Compiled {
  return compile({
    inventory: files.filter(({ path }) => path !== 'inventory/secrets.yaml'),
    secrets: files.find(({ path }) => path === 'inventory/secrets.yaml'),
    secretsRequired: false,
    templates,
    year: 2026,
  });
}

/** The whole output by path; undefined where an error was found before or while it was made. */
export function artifactsOf({ findings, output }: Compiled): Map<string, Artifact> | undefined {
  if (!output) return undefined;
  const made = [...output.artifacts(findings)];
  return findings.some(({ severity }) => severity === 'error')
    ? undefined
    : new Map(made.map(artifact => [artifact.path, artifact]));
}

const factor = Number(process.env['PROPERTY_RUNS'] ?? 1);

/** How often a property is tried, in bounded time; PROPERTY_RUNS=20 looks harder. */
export const runs = (numRuns: number, milliseconds = 4000) => ({
  numRuns: numRuns * factor,
  interruptAfterTimeLimit: milliseconds * factor,
});
