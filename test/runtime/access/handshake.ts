// Handshake: what a server sees of a certificate that a client shows it, in a real one.

import { readFileSync } from 'node:fs';
import { connect, createServer, type TLSSocket } from 'node:tls';
import type { ShownCertificate } from '../../../src/runtime/access/certificate.ts';
import type { Authority, Pair } from './authority.ts';

const servers = new WeakMap<Authority, Pair>();

/** Shows `pair` to a server that asks for certificates of `own`. */
export function shownCertificate(pair: Pair, own: Authority): Promise<ShownCertificate> {
  const server = servers.get(own) ?? own.issue({ name: 'localhost' }, own.root);
  servers.set(own, server);
  return new Promise((resolve, reject) => {
    const ca = [readFileSync(own.root.cert)];
    const options = { ...pem(server), ca, requestCert: true, rejectUnauthorized: false };
    const listener = createServer(options, (socket: TLSSocket) => {
      resolve({ peer: socket.getPeerCertificate(true), isVerified: socket.authorized });
      socket.end();
      listener.close();
    }).on('tlsClientError', reject);
    listener.listen(0, '127.0.0.1', () => {
      const { port } = listener.address() as { port: number }; // it listens on TCP
      const client = connect({ port, host: '127.0.0.1', ...pem(pair), rejectUnauthorized: false });
      client.on('error', reject).resume();
    });
  });
}

const pem = ({ cert, key }: Pair) => ({ cert: readFileSync(cert), key: readFileSync(key) });
