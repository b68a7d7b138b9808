// Run: `npm run bench -- [sizes] [rounds]` builds invented fleets beside cp -r and rsync -a, and starts beside node -e 0.

import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { newDisk } from './disk.ts';
import { phone, phoneFile, writeFleet } from './fleet.ts';
import { compare, type Job, run } from './measure.ts';

const bin = resolve(import.meta.dirname, '..', 'lib', 'plugtone.cjs');
const root = resolve(import.meta.dirname, '..');
const sizes = (process.argv[2] ?? '1000,10000').split(',').map(Number);
const rounds = Number(process.argv[3] ?? 5);
const layouts = (process.argv[4] ?? 'phone,site').split(',');
const print = (text: string) => process.stdout.write(text);

const node: [string, ...string[]] = [process.execPath, '-e', '0'];
const plugtone = (...args: string[]): [string, ...string[]] => [process.execPath, bin, ...args];
// A build that writes anew and says so: the guard is for people.
const build = (repo: string, out: string) => plugtone('build', '--force', '--root', repo, '--out', out);

print(
  compare(
    'start',
    [
      { name: 'node -e 0', command: () => node },
      { name: 'plugtone --help', bar: 2, command: () => plugtone('--help') },
      { name: 'check of the sample company', bar: 2.5, command: () => plugtone('check', '--root', root) },
    ],
    rounds * 3,
  ),
);
for (const size of sizes) for (const layout of layouts) bench(size, layout === 'site' ? 'site' : 'phone');

function bench(size: number, layout: 'phone' | 'site'): void {
  const copies = 2 * (rounds + 1) + 4;
  const disk = newDisk(Math.ceil((size * 3 * 5 * copies) / 1e6) + 1, size * 4 * copies + 50_000);
  try {
    const repo = join(disk.folder, 'repo');
    writeFleet(repo, size, layout);
    const place = { folder: disk.folder, repo, kept: join(disk.folder, 'kept'), size };
    run(...build(repo, place.kept));
    const title = `${size} phones, one file a ${layout}, medians of ${rounds} on ${disk.what}`;
    print(compare(title, cold(place, layout), rounds));
    print(compare('  again', warm(place, layout), rounds));
  } finally {
    disk.free();
  }
}

interface Place {
  folder: string;
  repo: string;
  /** a build's output that is kept */
  kept: string;
  size: number;
}

// Each round writes into a folder of its own, and nothing is removed: creating files where others were is another job.
function cold({ folder, repo, kept, size }: Place, layout: string): [Job, ...Job[]] {
  const into = (name: string, round: number) => join(folder, `${name}-${round}`);
  const settle = () => spawnSync('sync', ['-f', folder]);
  const limit = size >= 100_000 ? 1.5 : size >= 10_000 && layout === 'phone' ? 2 : undefined;
  const forget = () => {
    rmSync(join(repo, '.plugtone'), { recursive: true, force: true });
    settle();
  };
  return [
    { name: 'cp -r', prepare: settle, command: round => ['cp', '-r', kept, into('cp', round)] },
    {
      name: 'cold build',
      bar: limit,
      memoryBar: size >= 100_000 ? 400 : undefined,
      prepare: forget,
      command: round => build(repo, into('build', round)),
    },
  ];
}

function warm({ folder, repo, kept, size }: Place, layout: 'phone' | 'site'): [Job, ...Job[]] {
  const copy = join(folder, 'copy');
  run('rsync', '-a', `${kept}/`, `${copy}/`);
  run(...build(repo, kept)); // what the cold rounds had it forget
  const isBar = size === 10_000 && layout === 'phone';
  const jobs: [Job, ...Job[]] = [
    {
      name: 'rsync -a + node -e 0',
      command: () => ['sh', '-c', `rsync -a ${kept}/ ${copy}/ && ${node[0]} -e 0`],
    },
    { name: 'nothing changed', bar: isBar ? 1.5 : undefined, command: () => build(repo, kept) },
  ];
  const change = (round: number) =>
    writeFileSync(phoneFile(repo, 7), `phones:\n${phone(7, `Round ${round}`)}`);
  if (layout === 'phone')
    jobs.push({
      name: 'one phone changed',
      bar: isBar ? 2 : undefined,
      prepare: change,
      command: () => build(repo, kept),
    });
  return jobs;
}
