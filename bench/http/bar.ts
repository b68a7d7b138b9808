// Bar: a figure beside what it has to be.

export interface Limits {
  least?: number;
  most?: number;
  unit?: string;
}

/** Prints a figure; one that misses its bar makes the run fail. */
export function bar(what: string, value: number, { least, most, unit = '×' }: Limits): void {
  const wish = least === undefined ? (most === undefined ? '' : `at most ${most}`) : `at least ${least}`;
  const missed = !((least === undefined || value >= least) && (most === undefined || value <= most));
  if (missed) process.exitCode = 1;
  const verdict = wish === '' ? '' : missed ? 'MISSED' : 'ok';
  process.stdout.write(
    `  ${what.padEnd(58)}${value.toFixed(2).padStart(8)} ${unit.padEnd(3)} ${wish.padEnd(14)} ${verdict}\n`,
  );
}

export function skipped(what: string, why: string): void {
  process.stdout.write(`  SKIPPED ${what}: ${why}\n`);
}

export const median = (values: number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
