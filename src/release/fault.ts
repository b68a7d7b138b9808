// Fault: why a release could not be written, in words.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../contract/reason.ts';

/** The error that a person is shown; `moving` says that files of the new release were being put in place. */
export function explained(error: unknown, dist: string, moving: boolean): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const reason = reasonOf(error);
  if (reason === undefined) return error;
  const { path } = error as NodeJS.ErrnoException; // optional there
  return new Error(`cannot write ${path ?? dist}: ${reason}; ${state(dist, moving)}`, { cause: error });
}

function state(dist: string, moving: boolean): string {
  if (moving)
    return 'some of its files are new already and the manifest is not: build again once this is mended';
  return existsSync(join(dist, 'manifest.json'))
    ? 'the release that was there is untouched'
    : 'nothing was written';
}
