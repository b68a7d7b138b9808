// Run: `npm run bench:http` measures serve beside nginx and beside the original design, and prints the bars.

import { spawnSync } from 'node:child_process';
import { bar, median, skipped } from './bar.ts';
import { atBench, type Bench } from './bench.ts';
import { type Database, original } from './original.ts';
import { cpuSeconds, memory, nginx, ours, type Running } from './servers.ts';
import { startTimes } from './start.ts';

interface Load {
  requests: number;
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
  const olds: Running[] = [];
  for (const database of ['MariaDB', 'SQLite'] satisfies Database[]) {
    const old = await original(at, database);
    if (typeof old === 'string') skipped(`the original design (${database})`, old);
    else olds.push(begin(old));
  }
  await pause(1500);
  for (const mode of ['close', 'keep'] as const) compare(mode, [reference, mine, ...olds], at);
  bar('memory after the load, at its highest', memory(mine, 'VmHWM'), { unit: 'MB' });
  const small = begin(await ours(at, ['--max-old-space-size=64']));
  await pause(3000);
  measure(at, small, 'keep');
  measure(at, small, 'close');
  bar('the same with --max-old-space-size=64', memory(small, 'VmHWM'), { most: 128, unit: 'MB' });
  bar('start to first answer, × node -e 0', await startTimes(at, rounds), { most: 4 });
}

interface Seen {
  rates: number[];
  /** microseconds a request */
  costs: number[];
}

// Each server once a round, another one first each time, after a round that is not counted. The load fills its own
// core before nginx with new connections does, so rates flatter us there: what a request costs in CPU is printed, too.
function compare(mode: 'close' | 'keep', servers: Running[], at: Bench): void {
  const seen = new Map<Running, Seen>(servers.map(server => [server, { rates: [], costs: [] }]));
  for (let round = 0; round <= rounds; round++) {
    const first = round % servers.length;
    for (const server of [...servers.slice(first), ...servers.slice(0, first)]) {
      const before = cpuSeconds(server);
      const { requests, perSecond, failed, notFound } = measure(at, server, mode);
      if (failed + notFound > 0)
        process.stdout.write(`  ${server.name}: ${failed} failed, ${notFound} not found\n`);
      if (round === 0) continue;
      seen.get(server)?.rates.push(perSecond);
      seen.get(server)?.costs.push(((cpuSeconds(server) - before) * 1e6) / requests);
    }
  }
  const rate = (server?: Running) => median((server && seen.get(server)?.rates) ?? []);
  const cost = (server?: Running) => median((server && seen.get(server)?.costs) ?? []);
  const [reference, mine, ...olds] = servers;
  const what = mode === 'close' ? 'GET, a new connection each' : 'GET, keep-alive';
  bar(`${what}, × nginx`, rate(mine) / rate(reference), { least: mode === 'close' ? 0.45 : 0.75 });
  bar(`  CPU a request, × nginx's ${cost(reference).toFixed(0)} µs`, cost(mine) / cost(reference), {});
  for (const [index, old] of olds.entries()) {
    // The scripts that ours is to outdo asked MySQL: where its kind is there, the bar is for it.
    const limits = index === 0 ? { least: mode === 'close' ? 3 : 12 } : {};
    bar(`${what}, × ${old.name}`, rate(mine) / rate(old), limits);
    bar(`  CPU a request, × its ${cost(old).toFixed(0)} µs`, cost(mine) / cost(old), {});
    bar(`  nginx, × the same`, rate(reference) / rate(old), {});
  }
}

function measure({ load, requests }: Bench, { port }: Running, mode: 'close' | 'keep'): Load {
  const args = ['-c', '1', load, String(port), requests, '64', String(seconds), mode];
  return JSON.parse(spawnSync('taskset', args, { encoding: 'utf8' }).stdout);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
