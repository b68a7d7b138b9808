// Run: `npm run bench` builds invented fleets and prints ratios against cp -r and rsync -a beside it.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { phone, phoneFile, writeFleet } from './fleet.ts';
import { type Job, measure, ratios } from './measure.ts';

const bin = resolve(import.meta.dirname, '..', 'lib', 'plugtone.cjs');
const sizes = (process.argv[2] ?? '1000,10000').split(',').map(Number);
const rounds = Number(process.argv[3] ?? 5);

// A build that writes anew and says so: the guard is for people.
const build = (root: string, out: string): [string, ...string[]] => [
  process.execPath,
  bin,
  'build',
  '--force',
  '--root',
  root,
  '--out',
  out,
];

for (const size of sizes) {
  for (const layout of ['phone', 'site'] as const) bench(size, layout);
}

function bench(size: number, layout: 'phone' | 'site'): void {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-bench-'));
  try {
    const root = join(folder, 'repo');
    writeFleet(root, size, layout);
    const kept = join(folder, 'kept');
    measure([{ name: 'first', command: () => build(root, kept) }], 0);
    process.stdout.write(`${size} phones, one file a ${layout}, medians of ${rounds}\n`);
    process.stdout.write(ratios(measure(cold({ folder, root, kept }), rounds), 'cp -r'));
    process.stdout.write(
      ratios(measure(warm({ folder, root, kept, layout }), rounds), 'rsync -a + node -e 0'),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Place {
  folder: string;
  root: string;
  /** a build's output that is kept */
  kept: string;
}

// Each round writes into a folder of its own: creating files where a tree was just removed is not the same job.
function cold({ folder, root, kept }: Place): Job[] {
  const into = (name: string, round: number) => join(folder, `${name}-${round}`);
  const clear = (name: string) => (round: number) =>
    round > 1 && rmSync(into(name, round - 2), { recursive: true, force: true });
  const forget = () => rmSync(join(root, '.plugtone'), { recursive: true, force: true });
  return [
    { name: 'cp -r', prepare: clear('cp'), command: round => ['cp', '-r', kept, into('cp', round)] },
    {
      name: 'cold build',
      prepare: round => {
        clear('build')(round);
        forget();
      },
      command: round => build(root, into('build', round)),
    },
  ];
}

function warm({ folder, root, kept, layout }: Place & { layout: 'phone' | 'site' }): Job[] {
  const copy = join(folder, 'copy');
  const sync = `rsync -a ${kept}/ ${copy}/ && ${process.execPath} -e 0`;
  const jobs: Job[] = [
    { name: 'rsync -a + node -e 0', command: () => ['sh', '-c', sync] },
    { name: 'nothing changed', command: () => build(root, kept) },
  ];
  if (layout === 'phone') {
    const change = (round: number) =>
      writeFileSync(phoneFile(root, 7), `phones:\n${phone(7, `Round ${round}`)}`);
    jobs.push({ name: 'one phone changed', prepare: change, command: () => build(root, kept) });
  }
  return existsSync('/usr/bin/rsync') ? jobs : [];
}
