// TLS: keys and certificates from files, read again when they are renewed, without dropping a connection.

import { constants, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { Socket } from 'node:net';
import {
  createSecureContext,
  createServer,
  type SecureContextOptions,
  type SecureVersion,
  type Server,
  type TLSSocket,
} from 'node:tls';
import { addressOf } from '../http/asked.ts';
import { type Address, listening } from '../http/listening.ts';
import type { Log } from '../log.ts';
import { handshakeFault } from './handshakeFault.ts';

export interface TlsFiles {
  /** the server's certificate, and the intermediates that lead to it */
  cert: string;
  key: string;
  /** authorities of client certificates, each file with as many as it likes; none: phones are not asked for any */
  clientCa: string[];
  min: SecureVersion;
}

export interface Tls {
  authorities(): X509Certificate[];
  /**
   * starts to listen and hands connections to what answers plain ones; `refused` is told where there is no TLS with an
   * address, and why. Rejects with what to do where it cannot listen.
   */
  listen(
    address: Address,
    take: (socket: Socket) => void,
    refused: (address: string, reason: string) => void,
  ): Promise<{ address: Address; stop(): void }>;
  stop(): void;
}

interface Loaded {
  context: SecureContextOptions;
  authorities: X509Certificate[];
  /** when the server's certificate ends */
  until: string;
}

const lookEvery = 2000; // milliseconds
const mostConnections = 16_384;
const patience = 20_000; // milliseconds; an old phone needs seconds for its RSA

/** Reads the files and keeps looking for new ones; throws an Error that says which of them is no good. */
export function openTls(files: TlsFiles, log: Log, handshakeTimeout = patience): Tls {
  let stamp = stampOf(files);
  let loaded = load(files);
  const servers = new Set<Server>();
  const refresh = () => {
    const now = stampOf(files);
    if (now === stamp) return;
    stamp = now;
    try {
      loaded = load(files);
      for (const server of servers) server.setSecureContext(loaded.context);
      log({ level: 'info', event: 'certificates-reload', until: loaded.until });
    } catch (error) {
      // A key that is written before its certificate is no pair yet; the certificate then makes it one.
      log({
        level: 'error',
        event: 'certificates-reload-failed',
        message: `${message(error)}; the last good ones go on serving`,
      });
    }
  };
  const timer = setInterval(refresh, lookEvery);
  timer.unref();

  const listen: Tls['listen'] = async (address, take, refused) => {
    // Everybody is let in, and told by the gate why not: Node would cut off an expired or unknown phone without a word.
    const verdict = { requestCert: files.clientCa.length > 0, rejectUnauthorized: false };
    const server = createServer(
      { ...loaded.context, ...verdict, handshakeTimeout, allowHalfOpen: true },
      take,
    );
    server.on('connection', addressOf); // node remembers it: who has gone when we are told of an error has none any more
    server.on('tlsClientError', (error, socket: TLSSocket & { _parent?: Socket }) => {
      const reason = handshakeFault(error);
      if (reason !== undefined) refused(addressOf(socket._parent ?? socket), reason); // node's types leave it out
      socket.destroy(); // node leaves one open whose handshake took too long
    });
    server.maxConnections = mostConnections;
    const bound = await listening(server, address, '--https');
    servers.add(server);
    return { address: bound, stop: () => server.close() };
  };
  return { authorities: () => loaded.authorities, listen, stop: () => clearInterval(timer) };
}

function load({ cert, key, clientCa, min }: TlsFiles): Loaded {
  const [certBytes, keyBytes] = [read(cert), read(key)];
  const authorities = clientCa.flatMap(readAuthorities);
  const context: SecureContextOptions = {
    cert: certBytes,
    key: keyBytes,
    minVersion: min,
    // A resumed session brings the leaf of its certificate chain only, and an old verdict.
    ...(clientCa.length > 0 && { secureOptions: constants.SSL_OP_NO_TICKET, ca: authorities.map(String) }),
    // OpenSSL 3 speaks TLS 1.0 and 1.1 at security level 0 only.
    ...(min < 'TLSv1.2' && { ciphers: 'DEFAULT@SECLEVEL=0' }),
  };
  try {
    createSecureContext(context);
  } catch (error) {
    throw new Error(`${cert} and ${key} are no certificate and its key: ${message(error)}`);
  }
  return { context, authorities, until: new X509Certificate(certBytes).validTo };
}

const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function readAuthorities(path: string): X509Certificate[] {
  const found = read(path).toString('latin1').match(pem) ?? [];
  if (found.length === 0) throw new Error(`${path} holds no certificate in PEM form`);
  return found.map(text => {
    try {
      return new X509Certificate(text);
    } catch (error) {
      throw new Error(`${path} holds a certificate that cannot be read: ${message(error)}`);
    }
  });
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(`${path} cannot be read: ${message(error)}`);
  }
}

// Renewing tools replace files, write over them or turn a link elsewhere: stat() follows links, and sees all three.
function stampOf({ cert, key, clientCa }: TlsFiles): string {
  return [cert, key, ...clientCa]
    .map(path => statSync(path, { throwIfNoEntry: false }))
    .map(found => (found ? `${found.dev} ${found.ino} ${found.size} ${found.mtimeMs}` : 'none'))
    .join();
}

const message = (error: unknown) => (error instanceof Error ? error.message : String(error));
