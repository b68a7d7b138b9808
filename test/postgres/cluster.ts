// Cluster: a PostgreSQL of our own, in a temporary folder, on 127.0.0.1.

import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Cluster {
  url: string;
  stop(): void;
}

const home = '/usr/lib/postgresql';

/** Starts one; undefined where PostgreSQL is not installed. */
export async function startCluster(): Promise<Cluster | undefined> {
  const version = existsSync(home) ? readdirSync(home).sort().at(-1) : undefined;
  if (version === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-postgres-'));
  const data = join(folder, 'data');
  const user = unprivileged(folder);
  const run = (program: string, ...args: string[]) => {
    const command = [join(home, version, 'bin', program), ...args];
    const [first = '', ...rest] = user === undefined ? command : ['runuser', '-u', user, '--', ...command];
    const { status, stdout, stderr } = spawnSync(first, rest, {
      encoding: 'utf8',
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (status !== 0) throw new Error(`${program}: ${stdout}${stderr}`);
  };
  const port = await freePort();
  run('initdb', '-D', data, '-U', 'plugtone', '--auth=trust', '--no-sync');
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
  run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start');
  return {
    url: `postgres://plugtone@127.0.0.1:${port}/postgres`,
    stop: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true });
    },
  };
}

// PostgreSQL does not run as root.
function unprivileged(folder: string): string | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const ids = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  chownSync(folder, ids('-u'), ids('-g'));
  return 'postgres';
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const found = server.address();
      server.close(() => resolve(typeof found === 'object' && found ? found.port : 0));
    });
  });
}
