// Soak: `npm run soak` runs the tests that hurt for long: kills, fuzzing, properties, idle connections and a boot storm. About half an hour.

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const project = resolve(import.meta.dirname, '..');

interface Step {
  name: string;
  args: string[];
  env?: Record<string, string>;
}

const steps: Step[] = [
  { name: 'kill -9 under a storm of uploads', args: ['test/run.ts', 'store/kill'], env: { KILLS: '60' } },
  { name: 'builds killed, full disks', args: ['test/run.ts', 'release/(killed|disk)|store/full'] },
  { name: 'property tests', args: ['test/run.ts', 'properties/'], env: { PROPERTY_RUNS: '20' } },
  {
    name: 'two readers of YAML and of HTTP',
    args: ['test/run.ts', 'plain|twoReaders'],
    env: { FUZZ_RUNS: '15000' },
  },
  { name: 'clients and releases that hurt', args: ['test/run.ts', 'runtime/(http|dist|agi|access)'] },
  { name: 'fuzzing', args: ['test/fuzz/run.ts', '600'] },
  { name: 'a minute of quiet', args: ['test/run.ts', 'runtime/keepCode', 'check'] },
  { name: 'boot storm', args: ['bench/http/storm.ts'] },
];

let failed = 0;
for (const { name, args, env = {} } of steps) {
  process.stdout.write(`=== ${name}\n`);
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', ...args], {
    cwd: project,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) failed++;
}
process.stdout.write(`${steps.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
