// Moving: phones of an old server arrive at this one, as docs/moving.md tells.

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Runtime, serve } from '../../src/runtime/serve.ts';

const project = resolve(import.meta.dirname, '../..');
const root = mkdtempSync(join(tmpdir(), 'plugtone-moving-'));
const address = { host: '127.0.0.1', port: 0 };
let runtime: Runtime;
let old: Server;

/** What people have on such a server: one master for all, and settings of their own. */
const oldFiles = new Map<string, string>([
  [
    '/000000000000.cfg',
    '<?xml version="1.0"?>\n<APPLICATION APP_FILE_PATH="sip.ld" CONFIG_FILES="polycom.cfg, phone1.cfg" LOG_FILE_DIRECTORY=""/>',
  ],
  [
    '/phone1.cfg',
    '<?xml version="1.0"?>\n<phone1 reg.1.address="101" reg.1.server.1.address="old-pbx.example.com"/>',
  ],
]);

interface Ran {
  code: number;
  out: string;
}

function plugtone(...args: string[]): Promise<Ran> {
  return new Promise(done => {
    execFile(
      process.execPath,
      ['--import', 'tsx', join(project, 'src/cli/plugtone.ts'), ...args],
      { cwd: project },
      (error, out, err) => done({ code: error ? Number(error.code ?? 255) : 0, out: out + err }),
    );
  });
}

const portOf = (server: Server) => (server.address() as AddressInfo).port; // it listens on TCP

function writeCompany(port: number): void {
  writeFileSync(
    join(root, 'inventory/company.yaml'),
    `fleet:
  name: Moving Company
  country: US
  provisioning: { url: "http://127.0.0.1:${port}" }
  sip: { server: pbx.example.com }
people:
  101: { name: Alice Nguyen, password: sample-ruby-otter-41 }
phones:
  - { mac: 00:04:f2:aa:bb:01, model: polycom/ip330, lines: [101] }
  - { mac: 00:04:f2:aa:bb:02, model: polycom/vvx411, lines: [101] }
`,
  );
}

test.before(async () => {
  mkdirSync(join(root, 'inventory'));
  old = createServer((request, response) => {
    const text = oldFiles.get(request.url ?? '');
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/xml' }).end(text);
  }).listen(0, '127.0.0.1');
  await once(old, 'listening');
});

/** The new server's port must be known to its files, so it starts over a build that is made anew for it. */
test('a company is built and served where its phones are told to go', async () => {
  writeCompany(1);
  assert.is((await plugtone('build', '--root', root)).code, 0);
  const dist = join(root, 'dist');
  const options = { admin: undefined, agi: undefined, data: join(root, 'data'), firmware: undefined };
  runtime = await serve({ ...options, dist, http: address, log: () => {} });
  writeCompany(runtime.http.port);
  assert.is((await plugtone('build', '--root', root, '--force')).code, 0);
  await new Promise(resolve => setTimeout(resolve, 1500)); // it looks every second
});

for (const [mac, model] of [
  ['00:04:f2:aa:bb:01', 'polycom/ip330'],
  ['00:04:f2:aa:bb:02', 'polycom/vvx411'],
] as const) {
  test(`a ${model} moves from the old server to the new one's root, and on to its own folder`, async () => {
    oldFiles.set('/polycom.cfg', readFileSync(join(root, 'dist/http/reprovision/polycom.cfg'), 'utf8'));
    const { code, out } = await plugtone(
      'boot',
      mac,
      '--model',
      model,
      '--url',
      `http://127.0.0.1:${portOf(old)}`,
    );
    assert.is(code, 0, out);
    const visits = [...out.matchAll(/^(?:boots|restarts) at (\S+)/gm)].map(([, server]) => server);
    const here = `http://127.0.0.1:${runtime.http.port}`;
    assert.equal(visits, [`http://127.0.0.1:${portOf(old)}`, here, `${here}/${model}`]);
    assert.match(out, /line 1: 101 at pbx\.example\.com\nthe phone is up/);
  });
}

test('a phone that git does not know yet arrives too, and says so', async () => {
  const url = `http://127.0.0.1:${portOf(old)}`;
  const { code, out } = await plugtone('boot', '00:04:f2:aa:bb:99', '--model', 'polycom/ip330', '--url', url);
  assert.is(code, 1);
  assert.match(out, /restarts at http:\/\/127\.0\.0\.1:\d+\/polycom\/ip330/);
  assert.match(out, /no line registers/);
});

test('an old server that does not name the file keeps its phones', async () => {
  oldFiles.set('/polycom.cfg', '<?xml version="1.0"?>\n<polycomConfig/>');
  const url = `http://127.0.0.1:${portOf(old)}`;
  const { code, out } = await plugtone('boot', '00:04:f2:aa:bb:01', '--model', 'polycom/ip330', '--url', url);
  assert.is(code, 0, out);
  assert.not.match(out, /restarts at/);
  assert.match(out, /101 at old-pbx\.example\.com/);
});

test.after(async () => {
  await runtime?.stop();
  old.close();
  rmSync(root, { recursive: true, force: true });
});

test.run();
