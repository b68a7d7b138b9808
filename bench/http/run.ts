// Run: `npm run bench:http` measures serve beside nginx and beside the original design, and prints the bars.

import { spawnSync } from 'node:child_process';
import { bar, median, skipped } from './bar.ts';
import { atBench, type Bench } from './bench.ts';
import { memory, nginx, original, ours, type Running } from './servers.ts';
import { startTimes } from './start.ts';

interface Load {
  perSecond: number;
  failed: number;
  notFound: number;
  p99: number;
}

const [rounds, seconds, phones] = [Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 2), 10_000];
await atBench(phones, bench);

async function bench(at: Bench): Promise<void> {
  const { begin } = at;
  const mine = begin(await ours(at));
  await pause(3000);
  bar('idle memory with 10,000 phones', memory(mine), { most: 110, unit: 'MB' });
  const reference = begin(await nginx(at));
  const old = await original(at);
  if (old) begin(old);
  else skipped('the original design', 'Apache with mod_php is not installed');
  await pause(1500);
  for (const mode of ['close', 'keep'] as const) compare(mode, [reference, mine, ...(old ? [old] : [])], at);
  bar('memory after the load, at its highest', memory(mine, 'VmHWM'), { unit: 'MB' });
  const small = begin(await ours(at, ['--max-old-space-size=64']));
  await pause(3000);
  measure(at, small, 'keep');
  measure(at, small, 'close');
  bar('the same with --max-old-space-size=64', memory(small, 'VmHWM'), { most: 128, unit: 'MB' });
  bar('start to first answer, × node -e 0', await startTimes(at, rounds), { most: 4 });
}

// Each server once a round, in turn, after a round that is not counted.
function compare(mode: 'close' | 'keep', servers: Running[], at: Bench): void {
  const rates = new Map<Running, number[]>(servers.map(server => [server, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const server of servers) {
      const { perSecond, failed, notFound } = measure(at, server, mode);
      if (failed + notFound > 0)
        process.stdout.write(`  ${server.name}: ${failed} failed, ${notFound} not found\n`);
      if (round > 0) rates.get(server)?.push(perSecond);
    }
  }
  const [reference, mine, old] = servers.map(server => median(rates.get(server) ?? []));
  const what = mode === 'close' ? 'GET, a new connection each' : 'GET, keep-alive';
  bar(`${what}, × nginx`, (mine ?? 0) / (reference ?? 0), { least: mode === 'close' ? 0.45 : 0.75 });
  if (old)
    bar(`${what}, × the original design (SQLite)`, (mine ?? 0) / old, { least: mode === 'close' ? 3 : 12 });
}

function measure({ load, requests }: Bench, { port }: Running, mode: 'close' | 'keep'): Load {
  const args = ['-c', '1', load, String(port), requests, '64', String(seconds), mode];
  return JSON.parse(spawnSync('taskset', args, { encoding: 'utf8' }).stdout);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
