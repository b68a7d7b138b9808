// Serve: the runtime, from dist/ alone.

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { keepHeapSmall } from '../runtime/heap.ts';
import { jsonLog } from '../runtime/log.ts';
import { helpersGiveWay } from '../runtime/priority.ts';
import { type Address, type Runtime, serve as start } from '../runtime/serve.ts';
import { teachSockets } from '../runtime/shapes.ts';
import { accessFlags, accessHelp, accessOptions, tlsFiles } from './serve/access.ts';
import { handedOver } from './serve/activation.ts';
import { storeUrl } from './storeUrl.ts';
import { usageError, wantFolder } from './usage.ts';

const help = `plugtone serve: answer phones and calls from dist/

Usage: plugtone serve [--root DIR] [--dist DIR] [--http HOST:PORT] [--admin HOST:PORT|off] [--agi HOST:PORT|off]
                      [--data DIR] [--store URL] [--firmware DIR] [--https HOST:PORT --tls-cert FILE --tls-key FILE] [--allow CIDR,…]

  --root DIR        the folder that holds dist/ (default: the current one)
  --dist DIR        what to serve (default: dist in the root)
  --http HOST:PORT  where phones ask (default: 0.0.0.0:8080)
  --admin HOST:PORT where admins and monitoring look (default: 127.0.0.1:8081); off for none
  --agi HOST:PORT   where Asterisk asks, FastAGI (default: 127.0.0.1:4573); off for none
  --data DIR        where what phones send us is kept (default: data in the root)
  --store URL       keep logs in PostgreSQL instead, for several servers side by side: postgres://user@host/database
                    (or PLUGTONE_STORE in the environment, where a password is better kept)
  --firmware DIR    firmware as the vendor ships it (default: firmware in the root)
${accessHelp}
The admin listener has / for people, /phones.json, /unclaimed.json, /refused.json, /metrics, /healthz and /readyz. It has no password.

One JSON line a request goes to stdout. A new dist/ is taken up within a second or two; SIGTERM lets requests finish.
A socket that systemd hands over (LISTEN_FDS) takes the place of --http.

Example: plugtone serve --dist /srv/plugtone/dist --firmware /srv/firmware
`;

const options = {
  root: { type: 'string', default: '.' },
  dist: { type: 'string' },
  http: { type: 'string', default: '0.0.0.0:8080' },
  admin: { type: 'string', default: '127.0.0.1:8081' },
  agi: { type: 'string', default: '127.0.0.1:4573' },
  data: { type: 'string' },
  store: { type: 'string' },
  firmware: { type: 'string' },
  ...accessFlags,
  help: { type: 'boolean', short: 'h' },
} as const;

/** The verb. Runs until SIGTERM or SIGINT. */
export async function serve(argv: string[]): Promise<number> {
  const { values } = parseArgs({ args: argv, options });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const {
    root,
    dist = join(root, 'dist'),
    data = join(root, 'data'),
    firmware = join(root, 'firmware'),
  } = values;
  helpersGiveWay();
  keepHeapSmall();
  teachSockets();
  const log = jsonLog(process.stdout.fd);
  const files = tlsFiles(values);
  const file = handedOver(process.env, process.pid);
  const runtime = await start({
    dist: wantFolder(dist, '--dist'),
    data: wantFolder(data, '--data'),
    firmware: wantFolder(firmware, '--firmware'),
    store: storeUrl(values.store),
    http: { ...address(values.http, '--http'), ...(file !== undefined && { file }) },
    https: files && { address: address(values.https ?? '', '--https'), files },
    access: accessOptions(values),
    admin: values.admin === 'off' ? undefined : address(values.admin, '--admin', loopback),
    agi: values.agi === 'off' ? undefined : address(values.agi, '--agi', loopback),
    log,
    rehearse: true,
  });
  process.stderr.write(ready(runtime, dist));
  await signalled();
  await runtime.stop();
  await log.flush();
  return 0;
}

function ready({ http, https, admin, agi, trouble, advice }: Runtime, dist: string): string {
  const served = trouble === undefined ? `serves ${dist}` : `waits: ${trouble}\nplugtone then serves ${dist}`;
  const shown = admin ? `overview at http://${admin.host}:${admin.port}/` : 'no overview';
  const calls = agi ? `calls at agi://${agi.host}:${agi.port}/caller-name` : 'no AGI';
  const secure = https ? ` and https://${https.host}:${https.port}/` : '';
  return `plugtone ${served}: phones at http://${http.host}:${http.port}/${secure}, ${shown}, ${calls}\n${advice.map(text => `note: ${text}\n`).join('')}`;
}

const loopback = '127.0.0.1'; // of what has no password

/** `127.0.0.1:8080`, `[::1]:8080` or a bare port, which is on `host`. */
export function address(text: string, flag: string, host = '0.0.0.0'): Address {
  const [, named = '', port = ''] = /^(?:(\[[^\]]+\]|[^:]*):)?(\d{1,5})$/.exec(text) ?? [];
  if (port === '' || Number(port) > 65_535) {
    throw usageError(`${flag} wants HOST:PORT, for example 127.0.0.1:8080; got "${text}"`);
  }
  return { host: named.replace(/^\[|\]$/g, '') || host, port: Number(port) };
}

const signalled = () =>
  new Promise<void>(resolve => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
