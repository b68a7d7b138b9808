// Scripts: what starting one for each call costs, beside bare Node, as Asterisk starts them.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './calls.ts';
import { bin } from './prepare.ts';
import { onCore } from './servers.ts';

interface Forked {
  /** milliseconds */
  median: number;
  /** megabytes */
  peak: number;
  faults: number;
}

const runs = 15;

export function benchScripts({ tools, dist, names, rounds }: Bench): void {
  const stub = join(dist, 'agi/caller-name.sh');
  const jobs: [name: string, names: number, ...command: string[]][] = [
    ['node -e 0', 0, process.execPath, '-e', '0'],
    ['plugtone agi caller-name', names, process.execPath, bin, 'agi', 'caller-name', '--dist', dist],
  ];
  if (existsSync(stub)) jobs.push(['caller-name.sh', names, 'sh', stub]);
  const found = new Map(jobs.map(([name]) => [name, [] as Forked[]]));
  for (let round = 0; round < rounds; round++)
    for (const [name, table, ...command] of jobs) {
      const [program, args] = onCore(1, tools('fork'), String(runs), String(table), ...command);
      found.get(name)?.push(JSON.parse(execFileSync(program, args, { encoding: 'utf8' })));
    }
  const of = (name: string) =>
    (found.get(name) ?? []).map(({ median }) => median).sort((a, b) => a - b)[rounds >> 1] ?? 0;
  process.stdout.write(`script, ${names} names, medians of ${rounds} rounds of ${runs}\n`);
  for (const [name, all] of found) {
    const faults = all.reduce((sum, one) => sum + one.faults, 0);
    process.stdout.write(
      `  ${name.padEnd(26)} ${(of(name) / of('node -e 0')).toFixed(2)} × node -e 0   ${of(name).toFixed(1)} ms   ${faults} failed or wrong\n`,
    );
  }
}
