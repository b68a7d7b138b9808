// Handle: one request to one reply.

import type { IncomingMessage } from 'node:http';
import type { PhoneKind } from '../../contract/userAgent.ts';
import type { Dist } from '../dist.ts';
import type { FileStore } from './files.ts';
import { firmwareReply } from './firmware.ts';
import { macIn, readPath } from './path.ts';
import { notAllowed, notFound, type Reply, refuse } from './reply.ts';
import { findTarget, type Target, type UploadTarget } from './target.ts';
import type { Uploads } from './uploads.ts';

export interface Parts {
  dist: Dist;
  files: FileStore;
  uploads: Uploads;
  firmware: string | undefined;
}

/** A reply, and what is known of who asked for what. */
export interface Handled {
  reply: Reply;
  path: string;
  mac: string;
  phone: PhoneKind | undefined;
  target: Target['kind'];
}

/** Answers a request by look-ups; never throws for what a client can do. */
export async function handle(request: IncomingMessage, parts: Parts): Promise<Handled> {
  const { tables } = parts.dist.current();
  const phone = tables.readUserAgent(request.headers['user-agent'] ?? '');
  const path = readPath(request.url ?? '');
  if (path === undefined)
    return { reply: refuse(400, 'no path of ours'), path: '', mac: '', phone, target: 'none' };
  const target = findTarget(path, phone, tables);
  const reply = await replyTo(target, request, parts);
  return { reply, path, mac: macIn(path), phone, target: target.kind };
}

async function replyTo(target: Target, request: IncomingMessage, parts: Parts): Promise<Reply> {
  const reading = request.method === 'GET' || request.method === 'HEAD';
  if (!reading && request.method !== 'PUT') return notAllowed('GET, HEAD, PUT');
  if (target.kind === 'upload') return toUpload(target, request, parts);
  if (!reading)
    return target.kind === 'none' || target.kind === 'unclaimed' ? notFound : notAllowed('GET, HEAD');
  if (target.kind === 'file') return toFile(target.entry.path, request, parts);
  if (target.kind === 'firmware') return firmwareReply(target, parts.firmware, request);
  return target.kind === 'unclaimed' ? { ...notFound, reason: 'no pack knows this user agent' } : notFound;
}

async function toFile(path: string, request: IncomingMessage, { files }: Parts): Promise<Reply> {
  return (await files.reply(path.slice('http'.length), request)) ?? notFound;
}

// A name that phones may PUT is read only where it is compiled, too; a log is never read back, but for its size.
async function toUpload(target: UploadTarget, request: IncomingMessage, parts: Parts): Promise<Reply> {
  if (request.method === 'PUT') return parts.uploads.put(target, request);
  if (target.file) return toFile(target.file.path, request, parts);
  if (target.upload !== 'log') return notFound;
  return request.method === 'HEAD' ? parts.uploads.head(target) : notAllowed('HEAD, PUT');
}
