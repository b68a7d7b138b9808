// Unit: the systemd unit is as closed as it says, and a socket that is handed over is served.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { handedOver } from '../../src/cli/serve/activation.ts';
import { macOf, phone, shared, writeSite } from '../runtime/http/site.ts';

const root = resolve(import.meta.dirname, '..', '..');

test('systemd rates the exposure of the unit at 3.0 or better', () => {
  const unit = join(root, 'deploy', 'plugtone.service');
  const { stdout, error } = spawnSync('systemd-analyze', ['security', '--offline=yes', unit], {
    encoding: 'utf8',
  });
  if (error)
    return void process.stderr.write(
      'SKIPPED: systemd-analyze is not installed, so the unit was not rated\n',
    );
  const rate = /Overall exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1];
  assert.ok(Number(rate) <= 3, stdout.split('\n').at(-2) ?? stdout);
});

test('a handed-over socket is one for this process only', () => {
  assert.is(handedOver({ LISTEN_PID: '7', LISTEN_FDS: '1' }, 7), 3);
  assert.is(handedOver({ LISTEN_PID: '8', LISTEN_FDS: '1' }, 7), undefined);
  assert.is(handedOver({ LISTEN_PID: '7', LISTEN_FDS: '0' }, 7), undefined);
  assert.is(handedOver({}, 7), undefined);
});

// As systemd does it: the socket is open before serve is there, and what connects meanwhile waits.
const activate = `
import os, socket, sys
listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen(16)
os.dup2(listener.fileno(), 3)
os.set_inheritable(3, True)
client = socket.create_connection(listener.getsockname())
client.sendall(b'GET ${`/acme/m1/${macOf(1)}.cfg`} HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n')
child = os.fork()
if child == 0:
    os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS='1')
    os.execv(sys.argv[1], sys.argv[1:])
client.settimeout(20)
print(b''.join(iter(lambda: client.recv(65536), b'')).decode(), flush=True)
os.kill(child, 15)
print('exit', os.waitpid(child, 0)[1])
`;

test('what connected before the start is answered by the handed-over socket', async () => {
  if (spawnSync('python3', ['-V']).error)
    return void process.stderr.write('SKIPPED: python3, which plays systemd, is not installed\n');
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-'));
  try {
    writeSite(join(folder, 'dist'), [...shared(), ...phone(1)]);
    const serve = [
      join(root, 'lib', 'plugtone.cjs'),
      'serve',
      '--root',
      folder,
      '--admin',
      'off',
      '--agi',
      'off',
    ];
    const child = spawn('python3', ['-c', activate, process.execPath, ...serve]);
    let text = '';
    child.stdout.on('data', part => {
      text += part;
    });
    await new Promise(done => child.once('close', done));
    assert.match(text, '<main>one</main>');
    assert.match(text, 'exit 0');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
