// Usage: a command line that cannot be understood.

import { fileInTheWay } from '../contract/folder.ts';

/** An error that ends the program with exit code 2. */
export function usageError(message: string): Error {
  return Object.assign(new Error(message), { code: 'ERR_PARSE_ARGS_USAGE' });
}

/** Refuses words behind the ones that a verb takes: somebody means something by them. */
export function atMost(words: string[], count: number): void {
  const extra = words[count];
  if (extra !== undefined) throw usageError(`"${extra}" is one word too many`);
}

/** Refuses a path at which no folder can be, because a file is there. */
export function wantFolder(path: string, flag: string): string {
  const found = fileInTheWay(path);
  if (found !== undefined) throw usageError(`${flag} wants a folder, and ${found} is none`);
  return path;
}
