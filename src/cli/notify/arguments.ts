// Arguments: the command line of notify, as values.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ManagerOptions } from '../../release/announce/manager.ts';
import { usageError } from '../usage.ts';
import type { Wish } from './wanted.ts';
import { hostAndPort } from './words.ts';

const options = {
  root: { type: 'string', default: '.' },
  dist: { type: 'string' },
  changed: { type: 'boolean', default: false },
  stale: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  ami: { type: 'string' },
  'ami-user': { type: 'string', default: 'plugtone' },
  'ami-secret-file': { type: 'string' },
  rate: { type: 'string', default: '5/s' },
  'dry-run': { type: 'boolean', default: false },
  wait: { type: 'string' },
  admin: { type: 'string', default: 'http://127.0.0.1:8081' },
  help: { type: 'boolean', short: 'h' },
} as const;

export type Values = ReturnType<typeof readArguments>['values'];

export const readArguments = (argv: string[]) => parseArgs({ args: argv, options, allowPositionals: true });

/** The way to Asterisk; the secret comes from a file or the environment, never from the command line. */
export function managerOptions(values: Values): ManagerOptions {
  if (values.ami === undefined)
    throw usageError("--ami wants Asterisk's manager interface, for example 127.0.0.1:5038");
  const file = values['ami-secret-file'];
  const secret = file === undefined ? process.env['PLUGTONE_AMI_SECRET'] : readFileSync(file, 'utf8').trim();
  if (secret === undefined || secret === '')
    throw usageError(
      'no secret for the manager interface: name --ami-secret-file, or set PLUGTONE_AMI_SECRET',
    );
  return { ...hostAndPort(values.ami, '--ami'), user: values['ami-user'], secret, patience: 5000 };
}

/** Who is meant. */
export function wishOf({ changed, stale, all }: Values, names: string[]): Wish {
  const said = [changed && 'changed', stale && 'stale', all && 'all', names.length > 0 && 'named'].filter(
    Boolean,
  );
  if (said.length > 1) throw usageError('name phones, or one of --changed, --stale and --all');
  if (names.length > 0) return { kind: 'named', names };
  return { kind: stale ? 'stale' : all ? 'all' : 'changed' };
}
