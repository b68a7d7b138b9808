// Failure: what is said when a verb could not do its work.

import { didYouMean } from './didYouMean.ts';

/** Prints why, and returns the exit code: 2 for a command line nobody can read, 3 for the rest. */
export function failure(error: unknown, verb: string): number {
  const { message, code, path } = (
    error instanceof Error ? error : { message: String(error) }
  ) as NodeJS.ErrnoException; // code and path are optional there
  if (code?.startsWith('ERR_PARSE_ARGS')) {
    process.stderr.write(`plugtone ${verb}: ${usage(message)}\nplugtone ${verb} --help lists the options.\n`);
    return 2;
  }
  const isDenied = (code === 'EACCES' || code === 'EPERM') && message.startsWith(code) && path !== undefined;
  process.stderr.write(`plugtone ${verb}: ${isDenied ? `permission denied at ${path}` : message}\n`);
  if (process.env['PLUGTONE_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return 3;
}

const flags = [
  'changed',
  'stale',
  'all',
  'ami',
  'ami-user',
  'ami-secret-file',
  'rate',
  'dry-run',
  'wait',
  'help',
  'root',
  'out',
  'force',
  'strict',
  'format',
  'since',
  'level',
  'component',
  'grep',
  'last',
  'follow',
  'store',
  'dist',
  'http',
  'admin',
  'agi',
  'data',
  'firmware',
  'https',
  'user',
  'password-file',
  'tls-ca',
  'tls-cert',
  'tls-key',
  'tls-min',
  'tls-client-ca',
  'allow',
  'trust-proxy',
  'first-contact',
  'model',
  'url',
  'generation',
  'show-secrets',
  'user-agent',
];

function usage(message: string): string {
  const [sentence = message] = message.split(/\. (?=To )/);
  const word = /option '--?([\w-]+)/.exec(sentence)?.[1];
  return word === undefined ? sentence : sentence + didYouMean(word, flags).replace(/"(.*)"/, '--$1');
}
