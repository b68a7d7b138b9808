// Server: who answers FastAGI in a check: ours in its own process, or one that is no help.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';

/** Starts agiServer.ts over a dist/, or another program that prints its port; more arguments go to it. */
export async function startServer(
  dist: string,
  name = 'agiServer.ts',
  ...more: string[]
): Promise<{ port: number; child: ChildProcess }> {
  const program = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, dist, ...more], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  process.once('exit', () => child.kill('SIGKILL')); // also one that a failed check has left stopped
  child.unref();
  const [port] = await once(child.stdout, 'data');
  child.stdout.destroy();
  return { port: Number(port), child };
}

/** Accepts, and never says a word. */
export async function startSilent(): Promise<{ port: number; server: Server }> {
  const server = createServer(socket => void socket.on('error', () => {}).resume()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, server };
}

/** A port where nobody listens. */
export async function deadPort(): Promise<number> {
  const { port, server } = await startSilent();
  server.close();
  return port;
}
