// Storm: `npm run bench:storm` lets ten thousand phones boot within a minute, PUTs and all, as after a power cut.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bar } from './bar.ts';
import { atBench, type Bench } from './bench.ts';
import { memory, nginx, ours, type Running } from './servers.ts';

const [phones, seconds] = [Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 60)];
await atBench(phones, storm);

async function storm(at: Bench): Promise<void> {
  const boots = readFileSync(at.requests, 'utf8').trimEnd().split('\n').map(boot);
  const all = inTurn(boots);
  const mine = at.begin(await ours(at));
  const reference = at.begin(await nginx(at));
  await new Promise(resolve => setTimeout(resolve, 3000));
  // nginx has no bootstrap and takes no uploads: it is asked for what it can answer, at the same pace.
  const reads = all.filter(line => !line.startsWith('PUT '));
  const base = send(at, reference, { lines: reads, within: (seconds * reads.length) / all.length });
  const storm = send(at, mine, { lines: all, within: seconds });
  process.stdout.write(`${phones} phones, ${all.length} requests, ${storm.puts} PUTs in ${seconds} s\n`);
  bar('failed requests', storm.failed, { most: 0, unit: '' });
  bar(`p99 of GETs, × nginx's ${base.p99.toFixed(1)} ms`, storm.p99 / base.p99, { most: 3 });
  bar('memory at its highest', memory(mine, 'VmHWM'), { unit: 'MB' });
}

// What a phone asks for, in its order, from a line of the list: path, tab, user agent.
function boot(line: string): string[] {
  const [path = '', agent = ''] = line.split('\t');
  const folder = path.slice(0, path.lastIndexOf('/'));
  const mac = path.slice(folder.length + 1, folder.length + 13);
  const steps = [
    `PUT /${mac}-boot.log`,
    `/${mac}.cfg`,
    `${folder}/${mac}.cfg`,
    `${folder}/sip.ld`,
    path,
    `${folder}/company.cfg`,
    `${folder}/${mac}-phone.cfg`,
    `${folder}/${mac}-web.cfg`,
    `${folder}/000000000000-license.cfg`,
    `${folder}/${mac}-license.cfg`,
    `${folder}/${mac}-directory.xml`,
    `HEAD ${folder}/${mac}-app.log`,
    `PUT ${folder}/${mac}-app.log`,
  ];
  return steps.map(step => `${step}\t${agent}`);
}

// Phones begin one after the other and then go on side by side, a hundred at a time.
function inTurn(boots: string[][]): string[] {
  const lines: string[] = [];
  for (let from = 0; from < boots.length; from += 100)
    for (let step = 0; step < (boots[0]?.length ?? 0); step++)
      for (const steps of boots.slice(from, from + 100)) lines.push(steps[step] ?? '');
  return lines;
}

interface Outcome {
  puts: number;
  failed: number;
  p99: number;
}

function send(
  { folder, load }: Bench,
  { port }: Running,
  { lines, within }: { lines: string[]; within: number },
): Outcome {
  const file = join(folder, `requests-${lines.length}.txt`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const args = ['-c', '1', load, String(port), file, '8000', String(within), 'pace'];
  return JSON.parse(spawnSync('taskset', args, { encoding: 'utf8' }).stdout);
}
