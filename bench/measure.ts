// Measure: commands as whole processes, interleaved round by round, medians and ratios.

import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

export interface Job {
  name: string;
  /** made ready before each round, outside the clock */
  prepare?(round: number): void;
  command(round: number): [string, ...string[]];
}

export interface Figure {
  name: string;
  /** milliseconds, the median */
  median: number;
  /** megabytes, the largest round's */
  peak: number;
}

/** Runs every job once a round, in turn, after one round that is not counted. */
export function measure(jobs: Job[], rounds: number): Figure[] {
  const times = new Map<string, number[]>(jobs.map(({ name }) => [name, []]));
  const peaks = new Map<string, number>();
  for (let round = 0; round <= rounds; round++) {
    for (const job of jobs) {
      job.prepare?.(round);
      const [program, ...args] = job.command(round);
      const { elapsed, peak } = run(program, args);
      peaks.set(job.name, Math.max(peaks.get(job.name) ?? 0, peak));
      if (round > 0) times.get(job.name)?.push(elapsed);
    }
  }
  return jobs.map(({ name }) => ({
    name,
    median: median(times.get(name) ?? []),
    peak: peaks.get(name) ?? 0,
  }));
}

function run(program: string, args: string[]): { elapsed: number; peak: number } {
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

/** A line for each figure: its ratio to the reference's, and its peak memory. */
export function ratios(figures: Figure[], reference: string): string {
  const base = figures.find(({ name }) => name === reference)?.median ?? Number.NaN;
  return figures
    .map(
      ({ name, median: own, peak }) =>
        `  ${name.padEnd(44)}${(own / base).toFixed(2).padStart(7)} × ${reference}   peak ${Math.round(peak)} MB\n`,
    )
    .join('');
}
