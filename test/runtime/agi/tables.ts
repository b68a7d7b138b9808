// Tables: a small dist/ for AGI tests.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printCallers } from '../../../src/contract/callers.ts';
import { printRoutes } from '../../../src/contract/routes.ts';
import { us as numbering } from '../../numberings.ts';

/** Writes callers.json and numbering.json into a new folder. */
export function writeTables(): string {
  const dist = mkdtempSync(join(tmpdir(), 'plugtone-agi-'));
  const callers = printCallers([
    ['+12565550100', 'Alabama Supply'],
    ['101', 'Alice Nguyen'],
  ]);
  writeFileSync(join(dist, 'callers.json'), [...callers].join(''));
  writeFileSync(join(dist, 'routes.json'), [...printRoutes([['200', { hangup: 'busy' }]])].join(''));
  writeFileSync(join(dist, 'numbering.json'), JSON.stringify(numbering));
  return dist;
}
