// Asked: a request as a value, so that what answers it knows neither sockets nor node:http.

import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { ShownCertificate } from '../access/certificate.ts';

export interface Asked {
  method: string;
  /** the request target as sent */
  target: string;
  /** a header's value by its name in lower case; of one sent several times, all of them joined by `, ` */
  header(name: string): string | undefined;
  /** of the socket, without any proxy; an IPv4 address without `::ffff:` */
  address: string;
  secure: boolean;
  /** the TLS peer's certificate, undefined where there is none */
  certificate(): ShownCertificate | undefined;
  /** the body as it comes; throws where the client goes away in the middle */
  body: AsyncIterable<Buffer>;
}

/** Of a request without one. */
export const noBody: Asked['body'] = { async *[Symbol.asyncIterator]() {} };

/** What node:http read, as a value; `wanted` is told when somebody begins to read the body. */
export function askedOf(request: IncomingMessage, wanted: () => void): Asked {
  const { method = '', url = '', socket, headers } = request;
  return {
    method,
    target: url,
    header: name => {
      const value = headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    address: addressOf(socket),
    secure: tlsOf(socket) !== undefined,
    certificate: () => certificateOf(socket),
    // Leaving off in the middle must not close the connection: the reply is still to come.
    body: {
      [Symbol.asyncIterator]: () => {
        wanted();
        return request.iterator({ destroyOnReturn: false });
      },
    },
  };
}

/** The client's address. A socket that listens to both families writes an IPv4 one as `::ffff:192.0.2.1`. */
export function addressOf({ remoteAddress = '' }: Socket): string {
  return remoteAddress.startsWith('::ffff:') && remoteAddress.includes('.')
    ? remoteAddress.slice(7)
    : remoteAddress;
}

/** The socket, where it is one of TLS. node:tls itself is loaded only where somebody listens with it. */
export function tlsOf(socket: Socket): TLSSocket | undefined {
  return 'encrypted' in socket ? (socket as TLSSocket) : undefined; // node:tls is what sets it
}

/** What the TLS peer has shown, with its issuers. */
export function certificateOf(socket: Socket): ShownCertificate | undefined {
  const tls = tlsOf(socket);
  const peer = tls?.getPeerCertificate(true);
  return peer && Object.keys(peer).length > 0 ? { peer, isVerified: tls?.authorized === true } : undefined;
}
