// Servers: what is measured, each on the first core and on loopback.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { bin, type Place } from './place.ts';

export interface Running {
  name: string;
  port: number;
  process: ChildProcess;
  /** the database that it asks, on the same core */
  database?: ChildProcess | undefined;
}

/** A port that is free now. */
export const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
    });
  });

export function onFirstCore(log: string, program: string, args: string[]): ChildProcess {
  const out = openSync(log, 'a');
  return spawn('taskset', ['-c', '0', program, ...args], { stdio: ['ignore', out, out] });
}

/** One worker, access log on. */
export async function nginx({ folder, dist }: Place): Promise<Running> {
  const [port, home] = [await freePort(), join(folder, 'nginx')];
  mkdirSync(home);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    name => `${name}_temp_path ${home}/${name};`,
  );
  writeFileSync(
    join(home, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;\n' : ''}worker_processes 1; daemon off; pid ${home}/pid; error_log ${home}/error.log;
events { worker_connections 16384; }
http {
  default_type text/xml; access_log ${home}/access.log; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  ${temporary.join(' ')}
  server { listen 127.0.0.1:${port} backlog=4096; root ${dist}/http; }
}
`,
  );
  return {
    name: 'nginx',
    port,
    process: onFirstCore(`${home}/out.log`, 'nginx', ['-c', `${home}/nginx.conf`]),
  };
}

/** What node is given for `plugtone serve`, for phones only. */
export const serveArguments = ({ dist, data, port }: { dist: string; data: string; port: number }) => [
  bin,
  ...['serve', '--dist', dist, '--data', data],
  ...['--http', `127.0.0.1:${port}`, '--agi', 'off', '--admin', 'off'],
];

export async function ours({ folder, dist }: Place, flags: string[] = []): Promise<Running> {
  const port = await freePort();
  const args = [...flags, ...serveArguments({ dist, data: join(folder, 'data'), port })];
  return { name: 'plugtone', port, process: onFirstCore(join(folder, 'access.log'), process.execPath, args) };
}

/** Seconds of CPU that a server, its children and its database have used. */
export function cpuSeconds({ process: { pid }, database }: Running): number {
  const counted = new Set([pid, database?.pid]);
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(cpuOf)
    .filter(used => counted.has(used.pid) || counted.has(used.parent))
    .reduce((sum, { ticks }) => sum + ticks / 100, 0);
}

function cpuOf(pid: string) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { pid: Number(pid), parent: fields[1], ticks: (fields[11] ?? 0) + (fields[12] ?? 0) };
  } catch {
    return { pid: 0, parent: 0, ticks: 0 }; // it has ended
  }
}

/** Resident memory in megabytes, now or at its highest. */
export function memory({ process: { pid } }: Running, field: 'VmRSS' | 'VmHWM' = 'VmRSS'): number {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(text)?.[1]) / 1024;
}
