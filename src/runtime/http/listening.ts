// Listening: a server at its address, or what to do where it cannot be had.

import type { AddressInfo, ListenOptions, Server } from 'node:net';

export interface Address {
  host: string;
  /** 0 for any free one */
  port: number;
  /** a socket that listens already and was handed to us, in place of host and port */
  file?: number;
}

/** Listens; resolves to the address with the port that port 0 became. `flag` is where another can be named. */
export function listening(
  server: Server,
  { host, port, file }: Address,
  flag: '--http' | '--https' | '--admin',
  options: ListenOptions = {},
): Promise<Address> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      const scheme = flag === '--https' ? 'https' : 'http';
      const busy = `is in use by another program; stop it or choose another address with ${flag}`;
      reject(new Error(`${scheme}://${host}:${port} ${code === 'EADDRINUSE' ? busy : message}`));
    });
    server.listen(file === undefined ? { host, port, ...options } : { fd: file }, () => {
      const bound = server.address() as AddressInfo; // a server that listens to a port has one
      resolve({ host: file === undefined ? host : bound.address, port: bound.port });
    });
  });
}
