// Notify: the verb tells phones that something changed, over the real manager interface, and they hear it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serve } from '../../../src/runtime/serve.ts';
import type { Asterisk } from '../asterisk.ts';
import { compile } from '../compiled.ts';
import { desk, type Phone } from '../phone.ts';
import { check } from '../tally.ts';
import { alice, bob, zoe } from './phones.ts';

interface Said {
  code: number;
  out: string;
  err: string;
}

const project = resolve(import.meta.dirname, '../../..');
const secret = 'manager-secret';
const [first, second, third, fourth] = ['11', '12', '13', '14'].map(end => `00:04:f2:aa:ee:${end}`);

/** `folder` is a place for a repo of our own. */
export async function checkNotify(asterisk: Asterisk, folder: string): Promise<void> {
  cpSync(join(import.meta.dirname, '../company'), folder, { recursive: true });
  compile(folder, join(folder, 'dist'));
  const phones = [await desk(asterisk, alice), await desk(asterisk, zoe), await desk(asterisk, bob)];
  const tell = (...args: string[]) =>
    plugtone(['notify', '--root', folder, '--ami', `127.0.0.1:${asterisk.ami}`, ...args]);
  await checkWho(tell, phones, folder);
  await checkFaults(tell);
  await checkReturn(tell, folder);
  for (const phone of phones) phone.stop();
}

type Tell = (...args: string[]) => Promise<Said>;

async function checkWho(tell: Tell, phones: Phone[], folder: string): Promise<void> {
  const dry = await tell('--dry-run');
  check('a dry run says who would be told, over the line that the fewest share', lines(dry), [
    `${first}  polycom/vvx411: would be told over 101`,
    `${second}  polycom/vvx411: would be told over 102`,
    `${third}  polycom/vvx411: would be told over 103`,
    `${fourth}  polycom/vvx411: not told: none of its lines is registered`,
  ]);
  check('a dry run tells nobody', phones.map(heard), [0, 0, 0]);
  const began = Date.now();
  const all = await tell('--rate', '2/s');
  check('what was never told is told, at its pace', [all.code, Date.now() - began >= 1000], [1, true]);
  check('and the summary counts', all.err, '3 told, 1 not\n');
  check('every phone hears check-sync', phones.map(heard), [1, 1, 1]);
  check('told once, only who could not be told is left', lines(await tell()), [
    `${fourth}  polycom/vvx411: not told: none of its lines is registered`,
  ]);
  change(folder, 'idleIntensity: 1', 'idleIntensity: 2');
  const changed = await tell('--changed');
  check(
    'a change tells the phones that it reaches',
    lines(changed)[0],
    `${third}  polycom/vvx411: told over 103`,
  );
  check('and no others', phones.map(heard), [1, 1, 2]);
  const named = await tell('101', '0004.f2aa.ee13');
  check('an extension stands for every phone that registers it', [named.code, lines(named).length], [0, 3]);
}

async function checkFaults(tell: Tell): Promise<void> {
  const wrong = await tell('--all', '--ami-user', 'stranger');
  check(
    'a user that Asterisk refuses is named',
    [wrong.code, /refuses user "stranger"/.test(wrong.err)],
    [3, true],
  );
  const nobody = await tell('105');
  check(
    'a phone that there is not is wrong usage',
    [nobody.code, /no phone "105"/.test(nobody.err)],
    [2, true],
  );
  const dead = await plugtone(['notify', '--all', '--root', '.', '--ami', '127.0.0.1:1']);
  check('no manager interface is said so', dead.code, 3);
  check(
    'no output holds the secret',
    [wrong, nobody, dead].some(said => JSON.stringify(said).includes(secret)),
    false,
  );
}

/** With the runtime beside it, and phones that boot. */
async function checkReturn(tell: Tell, folder: string): Promise<void> {
  const address = { host: '127.0.0.1', port: 0 };
  const runtime = await serve({
    dist: join(folder, 'dist'),
    http: address,
    admin: address,
    agi: undefined,
    data: join(folder, 'data'),
    firmware: undefined,
    log: () => {},
  });
  const admin = `http://127.0.0.1:${runtime.admin?.port}`;
  const url = `http://127.0.0.1:${runtime.http.port}/polycom/vvx411`;
  const boot = () => plugtone(['boot', third ?? '', '--model', 'polycom/vvx411', '--url', url]);
  const telling = tell('101', '103', '--wait', '6s', '--admin', admin);
  const booted = await boot();
  check('a phone that was told boots', booted.code, 0);
  const told = await telling;
  check(
    'who does not come back is said',
    [told.code, lines(told).slice(-2), told.err.trim()],
    [
      1,
      [`${first}  did not come back for its files`, `${second}  did not come back for its files`],
      '3 told, 0 not, 2 did not come back',
    ],
  );
  check('nobody is stale who has what is served', (await tell('--stale', '--admin', admin)).code, 0);
  change(folder, 'idleIntensity: 2', 'idleIntensity: 3');
  await new Promise(resolve => setTimeout(resolve, 2500)); // the runtime looks every second
  const stale = await tell('--stale', '--admin', admin);
  check('a phone that has not what is served is stale', lines(stale), [
    `${third}  polycom/vvx411: told over 103`,
  ]);
  await runtime.stop();
}

function change(folder: string, from: string, to: string): void {
  const file = join(folder, 'inventory/company.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  compile(folder, join(folder, 'dist'));
}

const lines = ({ out }: Said) => out.split('\n').filter(Boolean);
const heard = (phone: Phone) => phone.messages().match(/^Event: check-sync/gm)?.length ?? 0;

async function plugtone(args: string[]): Promise<Said> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/plugtone.ts', ...args], {
    cwd: project,
    env: { ...process.env, PLUGTONE_AMI_SECRET: secret },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', bytes => {
    said.out += bytes;
  });
  child.stderr.on('data', bytes => {
    said.err += bytes;
  });
  const [code] = await once(child, 'close');
  return { ...said, code: code ?? 255 };
}
