// Storm: `npm run bench:storm` lets ten thousand phones boot within a minute, PUTs and all, as after a power cut.

import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bar, skipped } from './bar.ts';
import { makePlace, type Place } from './place.ts';
import { memory, nginx, ours, type Running } from './servers.ts';

const [phones, seconds] = [Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 60)];
const place = makePlace(phones);
const running: Running[] = [];
try {
  await storm(place);
} finally {
  for (const { process: child } of running) child.kill();
  await Promise.all(
    running.map(({ process: child }) => child.exitCode ?? new Promise(done => child.once('exit', done))),
  );
  rmSync(place.folder, { recursive: true, force: true });
}

async function storm(at: Place): Promise<void> {
  const load = join(at.folder, 'load');
  const compiled = spawnSync('cc', ['-O2', '-o', load, join(import.meta.dirname, 'load.c')], {
    encoding: 'utf8',
  });
  if (compiled.status !== 0)
    return skipped('everything', `no C compiler for the load: ${compiled.error ?? compiled.stderr}`);
  if (spawnSync('nginx', ['-v']).error) return skipped('everything', 'nginx is not installed');
  const boots = readFileSync(at.requests, 'utf8').trimEnd().split('\n').map(boot);
  const all = inTurn(boots);
  const mine = await ours(at);
  const reference = await nginx(at);
  running.push(mine, reference);
  await new Promise(resolve => setTimeout(resolve, 3000));
  // nginx has no bootstrap and takes no uploads: it is asked for what it can answer, at the same pace.
  const reads = all.filter(line => !line.startsWith('PUT '));
  const base = send(load, reference, { lines: reads, within: (seconds * reads.length) / all.length });
  const storm = send(load, mine, { lines: all, within: seconds });
  process.stdout.write(`${phones} phones, ${all.length} requests, ${storm.puts} PUTs in ${seconds} s\n`);
  bar('failed requests', storm.failed, { most: 0, unit: '' });
  bar('p99 of GETs, × nginx', storm.p99 / base.p99, { most: 3 });
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
  load: string,
  { port }: Running,
  { lines, within }: { lines: string[]; within: number },
): Outcome {
  const file = join(place.folder, `requests-${lines.length}.txt`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const args = ['-c', '1', load, String(port), file, '8000', String(within), 'pace'];
  return JSON.parse(spawnSync('taskset', args, { encoding: 'utf8' }).stdout);
}
