// nginx: a real one over a dist/, in a folder of its own, gone when stopped.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ended } from '../ended.ts';

export interface Nginx {
  url: string;
  uploads: string;
  firmware: string;
  stop(): Promise<void>;
}

/** As docs/nginx.md tells people to write it. */
export function configuration(folder: string, dist: string, port: number): string {
  const file = join(folder, 'nginx.conf');
  for (const name of ['uploads', 'firmware', 'tmp']) mkdirSync(join(folder, name), { recursive: true });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  writeFileSync(
    file,
    `daemon off;
pid ${folder}/pid;
error_log ${folder}/error.log;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 64; }
http {
  access_log ${folder}/access.log;
${temporary.map(name => `  ${name}_temp_path ${folder}/tmp;`).join('\n')}
  include ${dist}/nginx/plugtone.conf;
  server {
    listen 127.0.0.1:${port};
    set $plugtone_http ${dist}/http;
    set $plugtone_firmware ${folder}/firmware;
    set $plugtone_uploads ${folder}/uploads;
    include ${dist}/nginx/plugtone_server.conf;
  }
}
`,
  );
  return file;
}

export async function startNginx(folder: string, dist: string, port: number): Promise<Nginx> {
  const child = spawn('nginx', ['-c', configuration(folder, dist, port)], { stdio: 'ignore' });
  await listening(port);
  return {
    url: `http://127.0.0.1:${port}`,
    uploads: join(folder, 'uploads'),
    firmware: join(folder, 'firmware'),
    stop: () => ended(child),
  };
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++, await sleep(50)) {
    const socket = connect(port, '127.0.0.1');
    const isUp = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isUp) return;
  }
  throw new Error(`nginx does not listen on ${port}`);
}
