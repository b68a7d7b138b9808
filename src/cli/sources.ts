// Sources: a root folder's files, ready to be compiled.

import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Sources } from '../compile/compile.ts';
import { readTree, type SourceFile, sourceFile } from '../compile/source/file.ts';
import { packageRoot } from './packageRoot.ts';
import { knownTemplates } from './shipped.ts';
import { usageError } from './usage.ts';

const secretsName = 'inventory/secrets.yaml';

/** Reads the lists of files; their contents are read by the compiler. */
export function readSources(root: string, need: { secrets: boolean } = { secrets: false }): Sources {
  if (!isFolder(join(root, 'inventory')))
    throw usageError(
      `there is no folder inventory/ in ${resolve(root)} — --root names the folder that holds it`,
    );
  const inventory = readTree(root, 'inventory', ['.yaml', '.yml']).filter(({ path }) => path !== secretsName);
  return {
    inventory,
    templates: readTemplates(root),
    secrets: existsSync(join(root, secretsName)) ? sourceFile(root, secretsName) : undefined,
    secretsRequired: need.secrets,
    year: currentYear(),
  };
}

/** Every template: those that ship, with the root's own laid over them. */
export const readTemplates = (root: string): SourceFile[] => knownTemplates(templatesFor(root));

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const templatesOf = (root: string) => readTree(root, 'templates', ['.yaml', '.yml', '.eta']);

function templatesFor(root: string): SourceFile[] {
  const ours = packageRoot();
  const shipped = templatesOf(ours);
  return resolve(root) === ours ? shipped : layered(shipped, templatesOf(root));
}

function layered(shipped: SourceFile[], own: SourceFile[]): SourceFile[] {
  const files = new Map(
    [...shipped, ...own.map(file => ({ ...file, isOwn: true }))].map(file => [file.path, file]),
  );
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

// Clock changes are given for a year; SOURCE_DATE_EPOCH pins it (https://reproducible-builds.org/specs/source-date-epoch/).
function currentYear(): number {
  const epoch = Number(process.env['SOURCE_DATE_EPOCH']);
  return new Date(epoch > 0 ? epoch * 1000 : Date.now()).getUTCFullYear();
}
