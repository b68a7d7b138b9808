// Store URL: where logs are kept, from the command line or the environment.

import { usageError } from './usage.ts';

/** The URL of a shared store, or undefined for this machine's own. */
export function storeUrl(flag: string | undefined): string | undefined {
  const url = flag ?? process.env['PLUGTONE_STORE'];
  if (url === undefined || url === '') return undefined;
  // What was given is not printed: it may hold a password.
  if (!/^postgres(ql)?:\/\/./.test(url))
    throw usageError('--store wants postgres://user@host/database; without it logs are kept below --data');
  return url;
}
