// Measure: commands as whole processes, interleaved round by round, medians and ratios.

import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

export interface Job {
  name: string;
  /** what its time may be at most, as a multiple of the reference's */
  bar?: number | undefined;
  /** megabytes that it may need at most */
  memoryBar?: number | undefined;
  /** made ready before each round, outside the clock */
  prepare?(round: number): void;
  command(round: number): [string, ...string[]];
}

interface Figure {
  /** milliseconds, the median */
  median: number;
  /** megabytes, the largest round's */
  peak: number;
}

/** Runs every job once a round, in turn, after one round that is not counted; the first is the reference. */
export function compare(title: string, jobs: [Job, ...Job[]], rounds: number): string {
  const times = new Map<Job, number[]>(jobs.map(job => [job, []]));
  const peaks = new Map<Job, number>();
  for (let round = 0; round <= rounds; round++) {
    for (const job of jobs) {
      job.prepare?.(round);
      const { elapsed, peak } = run(...job.command(round));
      peaks.set(job, Math.max(peaks.get(job) ?? 0, peak));
      if (round > 0) times.get(job)?.push(elapsed);
    }
  }
  const figure = (job: Job): Figure => ({ median: median(times.get(job) ?? []), peak: peaks.get(job) ?? 0 });
  const [reference, ...others] = jobs;
  const base = figure(reference);
  const head = `${title}: reference ${reference.name}, ${Math.round(base.median)} ms\n`;
  return head + others.map(job => line(job, figure(job), base.median)).join('');
}

function line({ name, bar, memoryBar }: Job, { median: own, peak }: Figure, base: number): string {
  const ratio = own / base;
  const time = `${ratio.toFixed(2).padStart(6)} ×${verdict(ratio, bar, '×')}`;
  return `  ${name.padEnd(36)}${time.padEnd(30)}${String(Math.round(peak)).padStart(5)} MB${verdict(peak, memoryBar, 'MB')}\n`;
}

const verdict = (value: number, bar: number | undefined, unit: string) =>
  bar === undefined ? '' : ` (bar ${bar} ${unit}: ${value <= bar ? 'met' : 'MISSED'})`;

/** Runs a command once; throws where it fails. */
export function run(program: string, ...args: string[]): { elapsed: number; peak: number } {
  const started = performance.now();
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', '%M', program, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const elapsed = performance.now() - started;
  if (status !== 0)
    throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr.slice(-500)}`);
  return { elapsed, peak: Number(stderr.trim().split('\n').at(-1)) / 1024 };
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
