// Run: `npm run test:browser`. The sample company built and served by the bin, phones booted, and the admin's page as Chromium shows it.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { check, closeTally } from '../asterisk/tally.ts';
import { ended } from '../ended.ts';

const project = resolve(import.meta.dirname, '../..');
const bin = join(project, 'lib', 'plugtone.cjs');
const folder = mkdtempSync(join(tmpdir(), 'plugtone-browser-'));
const browser = ['chromium', 'chromium-browser', 'google-chrome'].find(
  name => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0,
);

interface Addresses {
  phones: string;
  admin: string;
}

async function started(server: ChildProcess): Promise<Addresses> {
  let said = '';
  server.stderr?.setEncoding('utf8');
  while (!said.includes('\n')) {
    const [part] = await once(server.stderr ?? server, 'data');
    said += part;
  }
  const [phones = '', admin = ''] = said.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [];
  return { phones, admin };
}

/** The page's elements after the browser has made sense of them. */
function shown(url: string): string {
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--user-data-dir=${join(folder, 'profile')}`,
    '--dump-dom',
  ];
  const { stdout, error } = spawnSync(browser ?? '', [...flags, url], { encoding: 'utf8', timeout: 60_000 });
  if (error) throw error;
  return stdout;
}

const boot = (mac: string, model: string, url: string) =>
  spawnSync(process.execPath, [bin, 'boot', mac, '--model', model, '--url', url], { encoding: 'utf8' })
    .status;

async function checkPage({ phones, admin }: Addresses): Promise<void> {
  check(
    'a phone of the sample comes up',
    boot('00:04:f2:aa:bb:01', 'polycom/ip330', `${phones}/polycom/ip330`),
    0,
  );
  const script = '<script>document.title = "owned"</script>';
  await fetch(`${phones}/000000000000.cfg`, { headers: { 'user-agent': script } });
  const page = shown(`${admin}/`);
  check(
    'the page has its title, whatever a client calls itself',
    /<title>(.*?)<\/title>/.exec(page)?.[1],
    'plugtone',
  );
  check('every phone has a row', page.match(/<td>00:04:f2:aa:/g)?.length, 12);
  check('the phone that came up is current', /00:04:f2:aa:bb:01<.*current/.test(page), true);
  check('who nobody knows is shown as text', page.includes('&lt;script&gt;document.title'), true);
  const silent = shown(`${admin}/?state=silent`);
  check(
    'a state shows only its phones',
    [silent.includes('bb:01'), silent.match(/<td>00:04:f2:aa:/g)?.length],
    [false, 11],
  );
  check('no secret of the sample is on it', /sample-[a-z]+-[a-z]+-\d\d/.test(page + silent), false);
}

async function run(): Promise<void> {
  cpSync(join(project, 'inventory'), join(folder, 'inventory'), { recursive: true });
  const built = spawnSync(process.execPath, [bin, 'build', '--root', folder]).status;
  check('the sample builds', built, 0);
  const any = '127.0.0.1:0';
  const args = ['serve', '--root', folder, '--http', any, '--admin', any, '--agi', 'off'];
  const server = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    await checkPage(await started(server));
  } finally {
    await ended(server);
  }
}

if (browser) await run();
else console.log('SKIPPED: no Chromium is installed');
rmSync(folder, { recursive: true, force: true });
closeTally();
