// Tables: a small dist/ for AGI tests.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printCallers } from '../../../src/contract/callers.ts';
import type { Numbering } from '../../../src/contract/numbering.ts';
import { printRoutes } from '../../../src/contract/routes.ts';

const numbering: Numbering = {
  country: 'US',
  callingCode: '1',
  international: '011',
  trunk: '1',
  rewrite: '',
  national: '[2-9]\\d{9}',
  internal: 6,
  outside: '',
};

/** Writes callers.json and numbering.json into a new folder. */
export function writeTables(): string {
  const dist = mkdtempSync(join(tmpdir(), 'plugtone-agi-'));
  writeFileSync(join(dist, 'callers.json'), [...printCallers([['+12565550100', 'Alabama Supply']])].join(''));
  writeFileSync(join(dist, 'routes.json'), [...printRoutes([['200', { hangup: 'busy' }]])].join(''));
  writeFileSync(join(dist, 'numbering.json'), JSON.stringify(numbering));
  return dist;
}
