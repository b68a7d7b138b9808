// Run: every test file in uvu, then one line with the counts, which CI reads.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const uvu = join(dirname(createRequire(import.meta.url).resolve('uvu')), '..', 'bin.js');
// Golden files lie beside tests: only tests are run, whatever the pattern; or checks, which want something installed.
const pattern = `^(?=.*(?:${process.argv[2] ?? ''})).*\\.${process.argv[3] ?? 'test'}\\.ts$`;
const run = spawnSync(process.execPath, ['--import', 'tsx', uvu, 'test', pattern], {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
  timeout: 840_000, // CI would end us a minute later, and what failed would not be said
});

process.stdout.write(run.stdout);
process.stderr.write(run.stderr);
const count = (name: string) =>
  Number(new RegExp(`${name}:\\s+(\\d+)`).exec(run.stdout.replace(/\u001b\[\d+m/g, ''))?.[1] ?? 0);
const total = count('Total');
const passed = count('Passed');
const failed = Math.max(total - passed - count('Skipped'), run.status === 0 && total > 0 ? 0 : 1);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
