// Serve: the whole runtime with real clients — curl as old and new phones use it, and real TLS.

import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connect as connectSecurely } from 'node:tls';
import fetch from 'node-fetch';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readBefore } from '../../../src/release/before.ts';
import { writeRelease } from '../../../src/release/write.ts';
import { openTls } from '../../../src/runtime/access/tls.ts';
import type { LogRecord } from '../../../src/runtime/log.ts';
import { type Runtime, type ServeOptions, serve } from '../../../src/runtime/serve.ts';
import { type Authority, authority, hasOpenssl, type Pair } from './authority.ts';
import { digest } from './client.ts';
import { artifactsWith, macs, userAgents } from './company.ts';

const test = suite('serve with access');

const hasCurl = (() => {
  try {
    return execFileSync('curl', ['--version'], { encoding: 'utf8' }).startsWith('curl');
  } catch {
    return false;
  }
})();

const keys = { auth: { scheme: 'digest', password: 'sample-new-key-27', perPhone: true } };
const folder = mkdtempSync(join(tmpdir(), 'plugtone-access-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

interface Scene {
  runtime: Runtime;
  dist: string;
  log: LogRecord[];
  http: string;
  login(mac: string): { user: string; password: string };
  publish(provisioning: object): void;
}

async function served(
  provisioning: object,
  work: (scene: Scene) => Promise<void>,
  more: Partial<ServeOptions> = {},
) {
  const home = join(folder, `${count++}`);
  const dist = join(home, 'dist');
  const publish = (rules: object) => {
    const { artifacts, head } = artifactsWith(rules);
    // The digest of what was read differs with what was read.
    writeRelease({
      dist,
      before: readBefore(dist),
      head: { ...head, inputs: JSON.stringify(rules) },
      drafts: () => artifacts,
      approve: () => true,
    });
  };
  publish(provisioning);
  const log: LogRecord[] = [];
  const nowhere = { host: '127.0.0.1', port: 0 };
  const runtime = await serve({
    dist,
    data: join(home, 'data'),
    firmware: undefined,
    http: nowhere,
    admin: undefined,
    agi: undefined,
    log: record => log.push(record),
    ...more,
  });
  const told = (mac: string, name: string) =>
    new RegExp(` ${name}="([^"]*)"`).exec(
      readFileSync(join(dist, `http/polycom/ip330/${mac}-config.cfg`), 'utf8'),
    )?.[1] ?? '';
  const login = (mac: string) => ({
    user: told(mac, 'device.prov.user'),
    password: told(mac, 'device.prov.password'),
  });
  try {
    await work({ runtime, dist, log, http: `http://127.0.0.1:${runtime.http.port}`, login, publish });
  } finally {
    await runtime.stop();
  }
}

/** The status that curl ends with. */
function curl(...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const command = ['-s', '-o', '/dev/null', '--max-time', '10', '-w', '%{http_code}', ...args];
    execFile('curl', command, (error, out) => (out === '' ? reject(error) : resolve(out)));
  });
}

const config = (mac: string) => `/polycom/ip330/${mac}-config.cfg`;

if (hasCurl) {
  test('curl, which is what phones have inside, logs in by Digest: own files, uploads, nobody else’s', () =>
    served(keys, async ({ http, login, log }) => {
      const { user, password } = login(macs.own);
      const as = ['--digest', '-u', `${user}:${password}`];
      assert.is(await curl(`${http}${config(macs.own)}`), '401');
      assert.is(await curl(...as, `${http}${config(macs.own)}`), '200');
      assert.is(await curl(...as, '--http1.0', `${http}${config(macs.own)}`), '200');
      assert.is(await curl(...as, '-I', `${http}${config(macs.own)}`), '200');
      assert.is(await curl(...as, `${http}/polycom/ip330/company.cfg`), '200');
      assert.is(await curl(...as, `${http}${config(macs.other)}`), '403');
      assert.is(await curl(...as, '-T', import.meta.filename, `${http}/${macs.own}-app.log`), '201');
      assert.is(await curl(...as, '-T', import.meta.filename, `${http}/${macs.other}-app.log`), '403');
      assert.is(await curl('--digest', '-u', `${user}:wrong`, `${http}${config(macs.own)}`), '401');
      assert.is(
        await curl('-u', `${user}:${password}`, `${http}${config(macs.own)}`),
        '401',
        'Basic is not asked for',
      );
      const reasons = new Set(
        log
          .filter(({ event, reason }) => event === 'request' && reason !== undefined)
          .map(({ reason }) => reason),
      );
      assert.equal([...reasons].sort(), [
        "another phone's",
        'basic where digest is asked for',
        'wrong user or password',
      ]);
      assert.not.match(JSON.stringify(log), new RegExp(`${password}|wrong-|sample-new-key`));
    }));

  test('curl logs in by SHA-256 where the inventory takes no MD5', () =>
    served({ auth: { ...keys.auth, algorithm: 'sha-256' } }, async ({ http, login }) => {
      const { user, password } = login(macs.own);
      assert.is(await curl('--digest', '-u', `${user}:${password}`, `${http}${config(macs.own)}`), '200');
    }));

  test('curl logs in by Basic, with the password of all phones', () =>
    served(
      { auth: { scheme: 'basic', user: 'phones', password: 'sample-new-word-27' } },
      async ({ http }) => {
        assert.is(await curl('-u', 'phones:sample-new-word-27', `${http}${config(macs.other)}`), '200');
        assert.is(await curl('-u', 'phones:sample-new-word-28', `${http}${config(macs.other)}`), '401');
      },
    ));
} else {
  process.stderr.write('SKIPPED: there is no curl here, so logging in by curl was not tried\n');
  test.skip('logging in needs curl');
}

test('an answer that was seen on the wire is good for nobody a second time', () =>
  served(keys, async ({ http, login }) => {
    const url = `${http}${config(macs.own)}`;
    const challenge = (await fetch(url)).headers.raw()['www-authenticate']?.[0] ?? '';
    const headers = { authorization: digest(login(macs.own), challenge, { uri: config(macs.own) }) };
    assert.is((await fetch(url, { headers })).status, 200);
    const again = await fetch(url, { headers });
    assert.is(again.status, 401);
    assert.match(again.headers.get('www-authenticate') ?? '', /stale=true/);
    assert.is(
      (await fetch(`${http}/polycom/ip330/${macs.own}.cfg`, { headers })).status,
      401,
      'nor for another file',
    );
  }));

test('a new dist/ changes who may have what, and a nonce outlives it', () =>
  served(keys, async ({ http, login, publish, log }) => {
    const url = `${http}${config(macs.own)}`;
    const challenge = (await fetch(url)).headers.raw()['www-authenticate']?.[0] ?? '';
    const old = login(macs.own);
    publish({ auth: { ...keys.auth, password: 'sample-newer-key-28', also: [keys.auth.password] } });
    await until(() => log.some(({ event }) => event === 'reload'));
    const answered = (who: typeof old, nc: number) =>
      fetch(url, { headers: { authorization: digest(who, challenge, { uri: config(macs.own), nc }) } });
    assert.is.not(login(macs.own).password, old.password);
    assert.is((await answered(old, 1)).status, 200);
    assert.is((await answered(login(macs.own), 2)).status, 200);
    publish({ auth: { ...keys.auth, password: 'sample-newer-key-28' } });
    await until(() => log.filter(({ event }) => event === 'reload').length === 2);
    assert.is((await answered(old, 3)).status, 401);
    assert.is((await answered(login(macs.own), 4)).status, 200);
  }));

test('a dist/ whose rules were cut short is not taken up, and nothing opens', () =>
  served(keys, async ({ http, dist, log, publish }) => {
    publish({ ...keys, allow: ['127.0.0.0/8'] });
    writeFileSync(join(dist, 'access.json'), readFileSync(join(dist, 'access.json'), 'utf8').slice(0, 100));
    await until(() =>
      log.some(({ event, message }) => event === 'reload-failed' && /access\.json/.test(String(message))),
    );
    assert.is((await fetch(`${http}${config(macs.own)}`)).status, 401);
  }));

test('a first contact gets its files, once', () =>
  served({ ...keys, firstContact: '1h' }, async ({ http, login }) => {
    const headers = { 'user-agent': userAgents.ip330 };
    const status = async (path: string, more = {}) =>
      (await fetch(`${http}${path}`, { headers: { ...headers, ...more } })).status;
    assert.is(await status('/polycom/ip330/company.cfg'), 401, 'not before it asked for its own');
    assert.is((await fetch(`${http}${config(macs.own)}`)).status, 401, 'not without its user agent');
    assert.is(
      await status(config(macs.own), { 'user-agent': userAgents.vvx411 }),
      401,
      'nor with another model’s',
    );
    assert.is(await status(config(macs.own)), 200);
    assert.is(await status('/polycom/ip330/company.cfg'), 200);
    assert.is(await status('/polycom/ip330/lab.cfg'), 401, 'another site’s');
    assert.is(await status(`/polycom/ip330/${macs.unknown}-config.cfg`), 401);
    const challenge =
      (await fetch(`${http}/polycom/ip330/${macs.own}.cfg`)).headers.raw()['www-authenticate']?.[0] ?? '';
    const uri = config(macs.own);
    assert.is(await status(uri, { authorization: digest(login(macs.own), challenge, { uri }) }), 200);
    assert.is(await status(uri), 401, 'it has proved itself');
  }));

test('a phone that says its MAC in its User-Agent may begin with a shared file', () =>
  served({ ...keys, firstContact: '1h' }, async ({ http }) => {
    const status = async (userAgent: string) =>
      (await fetch(`${http}/polycom/ip330/company.cfg`, { headers: { 'user-agent': userAgent } })).status;
    const tagged = (mac: string) => `FileTransport PolycomSoundPointIP-SPIP_330-UA/4.3.1.0440 (SN:${mac})`;
    assert.is(await status(tagged(macs.unknown)), 401);
    assert.is(await status(tagged(macs.otherModel)), 401);
    assert.is(await status(tagged(macs.own)), 200);
  }));

test('behind a trusted proxy the client’s own address is what counts, and what is logged', () =>
  served(
    { allow: ['198.51.100.0/24'] },
    async ({ http, log }) => {
      const status = async (forwarded: string) =>
        (await fetch(`${http}${config(macs.own)}`, { headers: { 'x-forwarded-for': forwarded } })).status;
      assert.is(await status('198.51.100.7'), 200);
      assert.is(await status('198.51.100.7, 192.0.2.1'), 403, 'the proxy wrote the last one');
      assert.is(await status('nonsense'), 403);
      assert.equal(
        log.filter(({ event }) => event === 'request').map(({ address }) => address),
        ['198.51.100.7', '192.0.2.1', '127.0.0.1'],
      );
    },
    { access: { proxies: 1 } },
  ));

test('who was turned away is shown, with the reason', () =>
  served(
    keys,
    async ({ http, runtime }) => {
      const headers = { authorization: 'Basic eDp5', 'user-agent': '<b>phone</b>' };
      assert.is((await fetch(`${http}${config(macs.own)}`, { headers })).status, 401);
      await fetch(`${http}${config(macs.own)}`);
      const admin = `http://127.0.0.1:${runtime.admin?.port}`;
      const [refused, ...more] = (await (await fetch(`${admin}/refused.json`)).json()) as Record<
        string,
        unknown
      >[]; // its own form
      assert.equal(more, []);
      assert.equal([refused?.['mac'], refused?.['reason']], [macs.own, 'basic where digest is asked for']);
      const page = await (await fetch(`${admin}/`)).text();
      assert.match(page, /basic where digest is asked for/);
      assert.not.match(page, /<b>phone/);
      const metrics = await (await fetch(`${admin}/metrics`)).text();
      assert.match(metrics, /plugtone_refusals_total\{reason="basic where digest is asked for"\} 1\n/);
    },
    { admin: { host: '127.0.0.1', port: 0 } },
  ));

test('a list on the command line takes the inventory’s place', () =>
  served(
    { allow: ['198.51.100.0/24'] },
    async ({ http }) => {
      assert.is((await fetch(`${http}${config(macs.own)}`)).status, 200);
    },
    { access: { allow: ['127.0.0.0/8'] } },
  ));

test('a network that is none stops the start', async () => {
  try {
    await served({}, async () => {}, { access: { allow: ['10.0.0.0/8', '10.0.0.0/33'] } });
    assert.unreachable('it started');
  } catch (error) {
    assert.match(String(error), /10\.0\.0\.0\/33/);
  }
});

test('a scanner is slowed and a booting phone beside it is not', () =>
  served({}, async ({ http, log }) => {
    const status = async (mac: string) => (await fetch(`${http}${config(mac)}`)).status;
    assert.is(await status(macs.own), 200);
    const scanned = [];
    for (let index = 0; index < 60; index++)
      scanned.push(await status(`0004f2bb${index.toString(16).padStart(4, '0')}`));
    assert.equal(scanned.slice(0, 40), Array(40).fill(404));
    assert.equal(scanned.slice(40), Array(20).fill(429));
    assert.is(await status(macs.other), 429, 'one that it found');
    assert.is(await status(macs.own), 200, 'one that was at home there before');
    assert.is(
      log.filter(({ event, reason }) => event === 'refused' && reason === 'too many guesses').length > 0,
      true,
    );
  }));

if (hasOpenssl) {
  let own: Authority;
  let server: Pair;
  const files = (pair: Pair, more = {}) => ({
    ...pair,
    clientCa: [own.root.cert],
    min: 'TLSv1.2' as const,
    ...more,
  });
  const local = { host: '127.0.0.1', port: 0 };
  test.before(() => {
    own = authority();
    server = own.issue({ name: 'localhost', extensions: 'subjectAltName=IP:127.0.0.1\n' }, own.root);
  });
  test.after(() => own.remove());

  interface Got {
    status: number;
    serial: string;
  }

  function secureGet(
    runtime: Runtime,
    path: string,
    { pair, agent }: { pair?: Pair; agent?: Agent } = {},
  ): Promise<Got> {
    return new Promise((resolve, reject) => {
      const shown = pair && { cert: readFileSync(pair.cert), key: readFileSync(pair.key) };
      const options = {
        host: '127.0.0.1',
        port: runtime.https?.port,
        path,
        ca: readFileSync(own.root.cert),
        ...shown,
        agent: agent ?? false,
      };
      request(options, response => {
        const socket = response.socket as import('node:tls').TLSSocket; // https has no other
        const { serialNumber: serial } = socket.getPeerCertificate();
        response.resume().on('end', () => resolve({ status: response.statusCode ?? 0, serial }));
      })
        .on('error', reject)
        .end();
    });
  }

  test('a phone shows its certificate and gets what is its own', () => {
    const rules = { certificates: { require: true, organizations: ['Example Phones Inc.'] } };
    const pair = own.issue({ name: '0004F2AABB01', organization: 'Example Phones Inc.' }, own.root);
    const expired = own.issue({ name: macs.own, organization: 'Example Phones Inc.', days: -1 }, own.root);
    return served(
      rules,
      async ({ runtime, http, log }) => {
        const status = async (path: string, shown?: Pair) =>
          (await secureGet(runtime, path, shown ? { pair: shown } : {})).status;
        assert.is(await status(config(macs.own), pair), 200);
        assert.is(await status('/polycom/ip330/company.cfg', pair), 200);
        assert.is(await status(config(macs.other), pair), 403);
        assert.is(await status(config(macs.own)), 403);
        assert.is(await status(config(macs.own), expired), 403);
        assert.is(await status('/bootstrap/polycom-ip330.cfg'), 200);
        assert.is(
          (await fetch(`${http}${config(macs.own)}`)).status,
          403,
          'over plain HTTP nobody can show one',
        );
        const reasons = log
          .filter(({ event }) => event === 'request')
          .map(({ reason }) => reason)
          .filter(Boolean);
        assert.equal(reasons, [
          "another phone's",
          'a client certificate is required',
          'an expired certificate',
          'a client certificate is required',
        ]);
      },
      { https: { address: local, files: files(server) } },
    );
  });

  if (hasCurl)
    test('an upload comes over TLS as it does in the clear', () =>
      served(
        keys,
        async ({ runtime, login }) => {
          const { user, password } = login(macs.own);
          const url = `https://127.0.0.1:${runtime.https?.port}/${macs.own}-app.log`;
          assert.is(
            await curl(
              '--cacert',
              own.root.cert,
              '--digest',
              '-u',
              `${user}:${password}`,
              '-T',
              import.meta.filename,
              url,
            ),
            '201',
          );
          assert.is(
            await curl('--cacert', own.root.cert, '--digest', '-u', `${user}:${password}`, '-I', url),
            '200',
          );
        },
        { https: { address: local, files: files(server) } },
      ));

  test('a renewed certificate is taken up, and open connections stay', async () => {
    const live = { cert: join(own.folder, 'live.pem'), key: join(own.folder, 'live.key') };
    const install = (pair: Pair) => {
      cpSync(pair.key, live.key);
      cpSync(pair.cert, live.cert);
    };
    install(server);
    const renewed = own.issue({ name: 'localhost', extensions: 'subjectAltName=IP:127.0.0.1\n' }, own.root);
    await served(
      {},
      async ({ runtime, log }) => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        const before = await secureGet(runtime, config(macs.own), { agent });
        install(renewed);
        await until(() => log.some(({ event }) => event === 'certificates-reload'));
        const kept = await secureGet(runtime, config(macs.own), { agent });
        assert.equal(kept, before, 'the same connection, the same certificate');
        const after = await secureGet(runtime, config(macs.own));
        assert.is(after.status, 200);
        assert.is.not(after.serial, before.serial);
        writeFileSync(live.cert, 'no certificate');
        await until(() => log.some(({ event }) => event === 'certificates-reload-failed'));
        assert.equal(await secureGet(runtime, config(macs.own)), after, 'the last good one goes on');
        agent.destroy();
      },
      { https: { address: local, files: files(live, { clientCa: [] }) } },
    );
  });

  test('files that are no certificate and its key stop the start and are named', async () => {
    const other = own.issue({ name: 'other' }, own.root);
    const broken = [
      [files({ ...server, key: other.key }), /no certificate and its key/],
      [files({ ...server, cert: '/nonexistent.pem' }), /nonexistent\.pem cannot be read/],
      [files(server, { clientCa: [server.key] }), /no certificate in PEM form/],
    ] as const;
    for (const [some, message] of broken)
      try {
        await served({}, async () => {}, { https: { address: local, files: some } });
        assert.unreachable('it started');
      } catch (error) {
        assert.match(String(error), message);
      }
  });

  if (hasCurl)
    test('who gets no TLS is told of, with its address and why', () =>
      served(
        {},
        async ({ runtime, log }) => {
          const at = { host: '127.0.0.1', port: runtime.https?.port ?? 0 };
          const gone = (socket: Socket) =>
            new Promise(resolve => socket.on('error', () => undefined).on('close', resolve));
          assert.is(await curl(`https://127.0.0.1:${at.port}/`), '000'); // it does not know the issuer
          await gone(
            connectSecurely({
              ...at,
              maxVersion: 'TLSv1.1',
              minVersion: 'TLSv1',
              ciphers: 'ALL:@SECLEVEL=0',
            }),
          );
          for (const bytes of ['GET / HTTP/1.1\r\nHost: a\r\n\r\n', 'nothing that anybody knows\r\n'])
            await gone(
              connect(at)
                .on('connect', function (this: Socket) {
                  this.write(bytes);
                })
                .resume(),
            );
          const silent = connect(at);
          silent.on('connect', () => silent.destroy());
          await gone(silent);
          const told = () => log.filter(({ event }) => event === 'refused');
          await until(() => told().length === 4);
          const reasons = ['does not trust our certificate', 'version of TLS', 'plain HTTP', 'no TLS'];
          for (const [index, reason] of reasons.entries()) {
            assert.match(String(told()[index]?.reason), reason);
            assert.is(told()[index]?.address, '127.0.0.1');
          }
          const listed = await fetch(`http://127.0.0.1:${runtime.admin?.port}/refused.json`);
          assert.is(((await listed.json()) as unknown[]).length, 4);
        },
        { https: { address: local, files: files(server) }, admin: local },
      ));

  test('who says nothing, or half of a hello, is sent away when its time is up', async () => {
    const told: string[][] = [];
    const tls = openTls(files(server), () => undefined, 300);
    const { address, stop } = await tls.listen(
      local,
      () => assert.unreachable('there was no handshake'),
      (...refusal) => told.push(refusal),
    );
    const client = (...bytes: number[]) => {
      const socket = connect({ ...address, allowHalfOpen: true }).resume();
      if (bytes.length > 0) socket.write(Buffer.from(bytes));
      return socket;
    };
    const clients = [client(), client(22, 3, 1, 2, 0, 1, 0), client().end()];
    const ends = clients.map(socket => new Promise(resolve => socket.on('end', resolve)));
    const late = wait(5000, 'late', { ref: false });
    assert.is.not(await Promise.race([Promise.all(ends), late]), 'late');
    assert.equal(told, Array(3).fill(['127.0.0.1', 'TLS: its handshake took too long']));
    for (const socket of clients) socket.destroy();
    stop();
    tls.stop();
  });

  if (hasCurl)
    test('TLS below 1.2 is for those who ask for it', async () => {
      const old = ['-k', '--tls-max', '1.1', '--tlsv1.1', '--ciphers', 'DEFAULT@SECLEVEL=0'];
      for (const [min, expected] of [
        ['TLSv1.2', '000'],
        ['TLSv1.1', '200'],
      ] as const)
        await served(
          {},
          async ({ runtime }) => {
            assert.is(
              await curl(...old, `https://127.0.0.1:${runtime.https?.port}${config(macs.own)}`),
              expected,
              min,
            );
          },
          { https: { address: local, files: files(server, { min }) } },
        );
    });
} else {
  process.stderr.write('SKIPPED: there is no openssl 3 here, so TLS was not tried\n');
  test.skip('TLS needs openssl');
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 150 && !condition(); tries++) await wait(100);
  assert.ok(condition(), 'it did not come to pass within 15 s');
}

test.run();
