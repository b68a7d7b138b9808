// Calls: FastAGI under load, 64 calls at once, one core for the server, interleaved round by round.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Tools } from './prepare.ts';
import { forgetData, onCore, residentOf, type Serving, startOther, startOurs, stop } from './servers.ts';

export interface Bench {
  tools: Tools;
  dist: string;
  names: number;
  rounds: number;
}

interface Load {
  /** sessions a second */
  rate: number;
  /** milliseconds */
  p50: number;
  p99: number;
  /** microseconds of the server's a session */
  cpu: number;
  failed: number;
  wrong: number;
}

const seconds = 2;
const warmUp = 5; // V8 has to see a call some thousand times
const print = (text: string) => process.stdout.write(`${text}\n`);
const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function load({ tools, names }: Bench, { port, child }: Serving, length = seconds): Promise<Load> {
  const [program, args] = onCore(1, tools('load'), ...[port, 64, length, names, child.pid].map(String));
  const { stdout } = await promisify(execFile)(program, args);
  return JSON.parse(stdout);
}

/** Sessions a second and their tail, ours beside the peer and C. */
export async function benchServers(bench: Bench & { dingDong: string | undefined }): Promise<void> {
  const { tools, dingDong, dist, names, rounds } = bench;
  const servers = [await startOurs(dist), await startOther('C, the limit', tools('limit'), String(names))];
  if (dingDong !== undefined)
    servers.push(
      await startOther('ding-dong', process.execPath, dingDong, String(names), String(await freePort())),
    );
  const loads = new Map(servers.map(server => [server.name, [] as Load[]]));
  for (const server of servers) await load(bench, server, warmUp);
  for (let round = 0; round < rounds; round++)
    for (const server of servers) loads.get(server.name)?.push(await load(bench, server));
  const reference = dingDong === undefined ? 'C, the limit' : 'ding-dong';
  print(`FastAGI, ${names} names, 64 calls at once, two commands a call, medians of ${rounds}`);
  for (const [name, all] of loads) print(compared(name, all, loads.get(reference) ?? [], reference));
  for (const server of servers) await stop(server);
}

function compared(name: string, all: Load[], reference: Load[], what: string): string {
  const of = (key: keyof Load, list = all) => median(list.map(one => one[key]));
  const faults = all.reduce((sum, { failed, wrong }) => sum + failed + wrong, 0);
  const rate = (of('rate') / of('rate', reference)).toFixed(2);
  const cpu = (of('cpu', reference) / of('cpu')).toFixed(2);
  return `  ${name.padEnd(16)} ${rate} × ${what} (${cpu} × by CPU time)   p50 ${of('p50').toFixed(1)} p99 ${of('p99').toFixed(1)} ms   ${of('cpu').toFixed(0)} µs CPU a call   ${faults} failed or wrong`;
}

/** What a million names cost in memory. */
export async function benchMemory(large: string, empty: string): Promise<void> {
  const [full, bare] = [await startOurs(large), await startOurs(empty)];
  const [more, less] = [residentOf(full), residentOf(bare)];
  print(
    `memory: ${more.toFixed(0)} MB with a million names, ${(more - less).toFixed(0)} MB over an empty server`,
  );
  for (const server of [full, bare]) await stop(server);
}

/** The tail of calls while phones put logs as fast as they are taken. */
export async function benchLogs(bench: Bench): Promise<void> {
  const server = await startOurs(bench.dist);
  const [quiet, busy, taken]: [Load[], Load[], number[]] = [[], [], []];
  await load(bench, server, warmUp);
  for (let round = 0; round < bench.rounds; round++) {
    quiet.push(await load(bench, server));
    const flood = putLogs(server.http);
    await new Promise(resolve => setTimeout(resolve, 1000)); // until the store is behind, too
    busy.push(await load(bench, server));
    taken.push(await flood.end());
  }
  await stop(server);
  forgetData(bench.dist);
  const tail = (loads: Load[]) => median(loads.map(({ p99 }) => p99));
  const faults = busy.reduce((sum, { failed, wrong }) => sum + failed + wrong, 0);
  print(
    `calls while logs are put: p99 ${tail(busy).toFixed(1)} ms, ${(tail(busy) / tail(quiet)).toFixed(2)} × its own ${tail(quiet).toFixed(1)} ms without; ${median(taken).toFixed(0)} uploads of 700 lines a second meanwhile, ${faults} calls failed or wrong`,
  );
}

function putLogs(port: number): { end(): Promise<number> } {
  const began = performance.now();
  const flood = spawn(
    ...onCore(1, process.execPath, join(import.meta.dirname, 'putLogs.mjs'), String(port)),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const end = async () => {
    flood.kill();
    const [count] = await once(flood.stdout, 'data');
    return Number(count) / ((performance.now() - began) / 1000);
  };
  return { end };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
