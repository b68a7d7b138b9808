// Site: an invented release in a folder of its own, served on loopback, for tests with real sockets.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ManifestHead } from '../../../src/contract/manifest.ts';
import { readBefore } from '../../../src/release/before.ts';
import type { Draft } from '../../../src/release/ledger.ts';
import { writeRelease } from '../../../src/release/write.ts';
import type { LogRecord } from '../../../src/runtime/log.ts';
import { type Runtime, serve } from '../../../src/runtime/serve.ts';

export const head: ManifestHead = {
  plugtone: 1,
  fleet: 'Case Company',
  inputs: '',
  provisioning: { url: '', overrides: 'refuse' },
  logs: { keepDays: 1, maxBytes: 100_000 },
  packs: [
    {
      name: 'acme',
      userAgents: [
        '^Acme (?<model>[A-Z]\\d)/(?<version>[\\d.]+)(?: (?<serial>[0-9a-f]{12}))?(?: (?<type>Updater|Application))?$',
      ],
      models: { M1: 'm1', M2: 'm2' },
      answers: [{ ask: '{mac}.cfg', answer: 'bootstrap/acme-{model}.cfg' }],
      uploads: [
        { name: '{mac}-app.log', kind: 'log' },
        { name: '{mac}-directory.xml', kind: 'directory' },
      ],
      firmware: ['*.ld'],
    },
  ],
};

export const agent = 'Acme M1/1.2.3 Application';
export const macOf = (n: number) => `0004f2aabb${n.toString(16).padStart(2, '0')}`;

/** Files of one phone; `text` is in each of them. */
export const phone = (n: number, text = 'one'): Draft[] => [
  draft(`m1/${macOf(n)}.cfg`, `<main>${text}</main>`, macOf(n)),
  draft(`m1/${macOf(n)}-directory.xml`, `<directory>${text}</directory>`, macOf(n)),
];

export const shared = (text = 'one'): Draft[] => [
  { path: 'http/bootstrap/acme-m1.cfg', text: `<bootstrap>${text}</bootstrap>`, type: 'text/xml' },
  draft('m1/company.cfg', `<company>${text} — ü</company>`),
];

const draft = (name: string, text: string, mac?: string): Draft => ({
  path: `http/acme/${name}`,
  text,
  type: 'text/xml',
  ...(mac !== undefined && { mac }),
});

export interface Site {
  folder: string;
  dist: string;
  runtime: Runtime;
  records: LogRecord[];
  write(drafts: Draft[]): void;
  /** until a look at dist/ has been had, and what it found was taken up */
  until(what: () => boolean | Promise<boolean>): Promise<void>;
  ask(path: string, options?: RequestInit): Promise<Response>;
  admin(path: string): Promise<Response>;
  /** sends bytes on one connection, ends our side of it, and gives all that comes back */
  raw(bytes: string, options?: { open?: boolean }): Promise<string>;
}

export interface SiteOptions {
  drafts?: Draft[] | undefined;
}

/** Serves, runs, and clears up. Without drafts there is no dist/. */
export async function atSite(
  run: (site: Site) => Promise<void>,
  { drafts = [...shared(), ...phone(1), ...phone(2)] }: SiteOptions = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-'));
  const dist = join(folder, 'dist');
  const write = (all: Draft[]) => writeSite(dist, all);
  if (drafts.length > 0) write(drafts);
  mkdirSync(join(folder, 'firmware', 'acme'), { recursive: true });
  const records: LogRecord[] = [];
  const runtime = await start(folder, record => records.push(record));
  const base = `http://127.0.0.1:${runtime.http.port}`;
  try {
    await run({
      folder,
      dist,
      runtime,
      records,
      write,
      until,
      ask: (path, options = {}) => fetch(base + path, { headers: { 'user-agent': agent }, ...options }),
      admin: path => fetch(`http://127.0.0.1:${runtime.admin?.port}${path}`),
      raw: (bytes, options) => raw(runtime.http.port, bytes, options),
    });
  } finally {
    await runtime.stop();
    rmSync(folder, { recursive: true });
  }
}

/** The runtime over a folder that holds dist/. */
export const start = (folder: string, log: (record: LogRecord) => void) =>
  serve({
    dist: join(folder, 'dist'),
    http: { host: '127.0.0.1', port: 0 },
    admin: { host: '127.0.0.1', port: 0 },
    agi: undefined,
    data: join(folder, 'data'),
    firmware: join(folder, 'firmware'),
    log,
  });

/** Writes a release, with the tables for calls that every release has. */
export function writeSite(dist: string, drafts: Draft[]): void {
  const calls = { 'callers.json': '{\n}\n', 'routes.json': '{}\n', 'numbering.json': numbering };
  const tables = Object.entries(calls).map(([path, text]) => ({ path, text, type: 'application/json' }));
  writeRelease({
    dist,
    before: readBefore(dist),
    head,
    drafts: () => [...drafts, ...tables],
    approve: () => true,
  });
}

const numbering = JSON.stringify({ national: '', callingCode: '1' });

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await what()) return;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  throw new Error('waited five seconds in vain');
}

function raw(port: number, bytes: string, { open = false } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.setTimeout(30_000, () => reject(new Error(`no end to ${JSON.stringify(bytes.slice(0, 80))}`)));
    socket.on('data', part => {
      text += part.toString('latin1');
    });
    socket.on('error', () => resolve(text));
    socket.on('close', () => resolve(text));
    socket.on('end', () => socket.end());
    socket.write(bytes, 'latin1');
    if (!open) socket.end();
  });
}

/** A file in the firmware folder. */
export const firmware = ({ folder }: Site, name: string, text: string) =>
  writeFileSync(join(folder, 'firmware', 'acme', name), text);
