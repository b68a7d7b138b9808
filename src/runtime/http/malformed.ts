// Malformed: what is no request of HTTP/1, or says something that it must not. It is answered, and told of like any other.

import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { type Asked, addressOf, noBody } from './asked.ts';
import { nothing } from './handle.ts';
import { isHost } from './host.ts';
import { printHead } from './print.ts';
import { frame, type Reply, refuse } from './reply.ts';
import type { Service } from './service.ts';

/** The refusal of what node:http lets through and RFC 9112 does not; undefined for nothing. */
export function faultOf({
  httpVersionMajor,
  httpVersion,
  headers,
  rawHeaders,
}: IncomingMessage): Reply | undefined {
  if (httpVersionMajor !== 1) return refuse(400, 'a version of HTTP that is not spoken here'); // 5xx is for our own faults
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hosts > 1) return refuse(400, 'more than one Host');
  if (hosts === 0 && httpVersion !== '1.0') return refuse(400, 'no Host');
  if (!isHost(headers.host ?? '')) return refuse(400, 'a Host that can be none');
  if (httpVersion === '1.0' && headers['transfer-encoding'] !== undefined)
    return refuse(400, 'Transfer-Encoding in HTTP/1.0'); // whoever stands before us may have read another end
  return undefined;
}

interface ParseError extends Error {
  code?: string;
  /** what the parser of node:http says */
  reason?: string;
}

/** The refusal of bytes that node:http could not read; undefined where the client is simply gone. */
export function refusalOf({ code = '', reason, message }: ParseError): Reply | undefined {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return refuse(408, 'a request that took too long to come');
  if (code === 'HPE_HEADER_OVERFLOW') return refuse(431, 'headers that are too long');
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return refuse(413, 'chunk extensions that are too long');
  return code.startsWith('HPE_') ? refuse(400, `no HTTP: ${reason ?? message}`) : undefined;
}

/** Ends a connection with a reply to what was no request, and tells of it. */
export function turnAway(
  socket: Socket,
  reply: Reply,
  service: Pick<Service, 'finished'>,
  method = '',
): void {
  const framed = frame(reply, 'GET');
  if (socket.writable) socket.write(`${printHead(framed, false)}${framed.body ?? ''}`, 'latin1');
  socket.destroySoon();
  const asked: Asked = {
    method,
    target: '',
    header: () => undefined,
    address: addressOf(socket),
    secure: false,
    certificate: () => undefined,
    body: noBody,
  };
  service.finished(asked, { ...nothing, reply }, { bytes: framed.length ?? 0, ms: 0 });
}
