// Sources: a root folder's files, ready to be compiled.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Sources } from '../compile/compile.ts';
import { readTree, type SourceFile, sourceFile } from '../compile/source/file.ts';
import { packageRoot } from './packageRoot.ts';
import { knownTemplates } from './shipped.ts';

const secretsName = 'inventory/secrets.yaml';

/** Reads the lists of files; their contents are read by the compiler. */
export function readSources(root: string, need: { secrets: boolean } = { secrets: false }): Sources {
  const inventory = readTree(join(root, 'inventory'), 'inventory', ['.yaml', '.yml']).filter(
    ({ path }) => path !== secretsName,
  );
  const secrets = join(root, secretsName);
  return {
    inventory,
    templates: knownTemplates(templatesFor(root)),
    secrets: existsSync(secrets) ? sourceFile(secrets, secretsName) : undefined,
    secretsRequired: need.secrets,
    year: currentYear(),
  };
}

const templatesOf = (root: string) =>
  readTree(join(root, 'templates'), 'templates', ['.yaml', '.yml', '.eta']);

function templatesFor(root: string): SourceFile[] {
  const ours = packageRoot();
  const shipped = templatesOf(ours);
  return resolve(root) === ours ? shipped : layered(shipped, templatesOf(root));
}

function layered(shipped: SourceFile[], own: SourceFile[]): SourceFile[] {
  const files = new Map([...shipped, ...own].map(file => [file.path, file]));
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

// Clock changes are given for a year; SOURCE_DATE_EPOCH pins it (https://reproducible-builds.org/specs/source-date-epoch/).
function currentYear(): number {
  const epoch = Number(process.env['SOURCE_DATE_EPOCH']);
  return new Date(epoch > 0 ? epoch * 1000 : Date.now()).getUTCFullYear();
}
