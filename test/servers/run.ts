// Run: `npm run test:servers`. The files for other servers, read by those servers themselves where they are installed.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freeTcpPort } from '../asterisk/ports.ts';
import { check, closeTally } from '../asterisk/tally.ts';
import { configuration, type Nginx, startNginx } from './nginx.ts';

const project = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'plugtone-servers-'));
const dist = join(folder, 'dist');
const program = ['--import', 'tsx', 'src/cli/plugtone.ts'];
let skipped = 0;

function run(command: string, args: string[]): { code: number | null; out: string } {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: project,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: status, out: `${stdout}${stderr}` };
}

/** Runs a parser; what it says stands beside a failure. */
function parses(name: string, args: string[]): void {
  const { code, out } = run(name, args);
  check(`${name} takes what was made for it`, code === 0 ? 'yes' : out, 'yes');
}

function has(name: string): boolean {
  if (spawnSync('sh', ['-c', `command -v ${name}`]).status === 0) return true;
  console.log(`SKIPPED: ${name} is not installed`);
  skipped++;
  return false;
}

function checkDhcp(): void {
  const dhcpd = join(folder, 'dhcpd.conf');
  const subnet = 'subnet 10.20.0.0 netmask 255.255.255.0 { range 10.20.0.50 10.20.0.250; }';
  writeFileSync(dhcpd, `include "${dist}/dhcp/dhcpd.conf";\n${subnet}\n`);
  if (has('dnsmasq')) parses('dnsmasq', ['--test', `--conf-file=${dist}/dhcp/dnsmasq.conf`]);
  if (has('dhcpd')) parses('dhcpd', ['-t', '-cf', dhcpd]);
  if (has('kea-dhcp4')) parses('kea-dhcp4', ['-t', `${dist}/dhcp/kea-dhcp4.json`]);
}

async function checkNginx(): Promise<void> {
  if (!has('nginx')) return;
  mkdirSync(join(folder, 'nginx'));
  const port = await freeTcpPort();
  parses('nginx', ['-t', '-c', configuration(join(folder, 'nginx'), dist, port)]);
  build(`http://127.0.0.1:${port}`); // phones move to where they are told
  const nginx = await startNginx(join(folder, 'nginx'), dist, port);
  try {
    await checkBoots(nginx);
    await checkRequests(nginx);
  } finally {
    await nginx.stop();
  }
}

async function checkBoots({ url, uploads }: Nginx): Promise<void> {
  for (const [mac, model] of [
    ['0004f2aabb01', 'polycom/ip330'],
    ['0004f2aabb02', 'polycom/vvx411'],
  ] as const) {
    const child = spawn(process.execPath, [...program, 'boot', mac, '--model', model, '--url', url], {
      cwd: project,
    });
    let out = '';
    child.stdout.on('data', bytes => {
      out += bytes;
    });
    const [code] = await once(child, 'close');
    check(`a ${model} boots through nginx, from the root to its folder`, code === 0 ? 'up' : out, 'up');
    const logs = readdirSync(uploads).filter(name => name.startsWith(mac));
    check(
      'and leaves its logs, none over another',
      logs.length >= 2 && new Set(logs).size === logs.length,
      true,
    );
  }
}

async function checkRequests({ url, firmware, uploads }: Nginx): Promise<void> {
  const agent = 'FileTransport PolycomVVX-VVX_411-UA/5.9.7.4477 Type/Application';
  const ask = async (path: string, init: RequestInit & { agent?: string } = {}) => {
    const answer = await fetch(url + path, { ...init, headers: { 'user-agent': init.agent ?? agent } });
    return [answer.status, await answer.text()] as const;
  };
  const status = async (...args: Parameters<typeof ask>) => (await ask(...args))[0];
  check(
    'a user agent that nobody knows gets nothing',
    await status('/000000000000.cfg', { agent: 'curl/8' }),
    404,
  );
  const injected = '/polycom%2Fvvx411%20/000000000000.cfg';
  check('a path cannot say what the user agent does not', await status(injected, { agent: 'curl/8' }), 404);
  check(
    'a path out of the folder is refused',
    [await status('/..%2fmanifest.json'), await status('/manifest.json')],
    [400, 404],
  );
  check(
    'settings changed at a phone are not taken',
    await status('/0004f2aabb02-phone.cfg', { method: 'PUT', body: 'x' }),
    403,
  );
  const log = '/polycom/vvx411/0004f2aabb02-app.log';
  check('the size of a log is not there', await status(log, { method: 'HEAD' }), 404);
  const before = readdirSync(uploads).length;
  for (const body of ['one', 'two']) await ask(log, { method: 'PUT', body });
  const texts = readdirSync(uploads).map(name => readFileSync(join(uploads, name), 'utf8'));
  check(
    'two logs are two files',
    [texts.length - before, texts.includes('one'), texts.includes('two')],
    [2, true, true],
  );
  mkdirSync(join(firmware, 'polycom'), { recursive: true });
  writeFileSync(join(firmware, 'polycom/3111-48450-001.sip.ld'), 'image');
  check('firmware comes from its folder', await ask('/polycom/vvx411/3111-48450-001.sip.ld'), [200, 'image']);
}

function build(url: string): void {
  const root = join(folder, 'company');
  const text = readFileSync(join(import.meta.dirname, 'company/inventory/company.yaml'), 'utf8');
  mkdirSync(join(root, 'inventory'), { recursive: true });
  writeFileSync(join(root, 'inventory/company.yaml'), text.replace('http://127.0.0.1:8080', url));
  const { code, out } = run(process.execPath, [
    ...program,
    'build',
    '--root',
    root,
    '--out',
    dist,
    '--force',
  ]);
  if (code !== 0) throw new Error(out);
}

try {
  build('http://127.0.0.1:8080');
  checkDhcp();
  await checkNginx();
} catch (error) {
  check(`the run comes to its end: ${error instanceof Error ? error.message : error}`, false, true);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (skipped > 0)
  console.log(
    `${skipped} servers are not installed: apt-get install dnsmasq-base isc-dhcp-server kea-dhcp4-server nginx`,
  );
closeTally();
