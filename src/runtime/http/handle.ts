// Handle: one request to one reply.

import type { PhoneKind } from '../../contract/userAgent.ts';
import type { Dist } from '../dist.ts';
import type { Asked } from './asked.ts';
import type { FileStore } from './files.ts';
import { firmwareReply } from './firmware.ts';
import type { Gate } from './gate.ts';
import { macIn, readPath } from './path.ts';
import { notAllowed, notFound, type Reply, refuse } from './reply.ts';
import { findTarget, type Target, type UploadTarget } from './target.ts';
import type { Uploads } from './uploads.ts';

export interface Parts {
  dist: Dist;
  files: FileStore;
  uploads: Uploads;
  firmware: string | undefined;
  gate: Gate;
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
export async function handle(asked: Asked, parts: Parts): Promise<Handled> {
  const { tables } = parts.dist.current();
  const phone = tables.readUserAgent(asked.header('user-agent') ?? '');
  const path = readPath(asked.target);
  if (path === undefined)
    return { reply: refuse(400, 'no path of ours'), path: '', mac: '', phone, target: 'none' };
  const target = findTarget(path, phone, tables);
  const mac = macIn(path);
  const refusal = await parts.gate(asked, { path, mac, target, phone });
  const reply = refusal ?? (await replyTo(target, asked, parts));
  return { reply, path, mac, phone, target: target.kind };
}

async function replyTo(target: Target, asked: Asked, parts: Parts): Promise<Reply> {
  const reading = asked.method === 'GET' || asked.method === 'HEAD';
  if (!reading && asked.method !== 'PUT') return notAllowed('GET, HEAD, PUT');
  if (target.kind === 'upload') return toUpload(target, asked, parts);
  if (!reading)
    return target.kind === 'none' || target.kind === 'unclaimed' ? notFound : notAllowed('GET, HEAD');
  if (target.kind === 'file') return toFile(target.entry.path, asked, parts);
  if (target.kind === 'firmware') return firmwareReply(target, parts.firmware, asked);
  return target.kind === 'unclaimed' ? { ...notFound, reason: 'no pack knows this user agent' } : notFound;
}

async function toFile(path: string, asked: Asked, { files }: Parts): Promise<Reply> {
  return (await files.reply(path.slice('http'.length), asked)) ?? notFound;
}

// A name that phones may PUT is read only where it is compiled, too; a log is never read back, but for its size.
async function toUpload(target: UploadTarget, asked: Asked, parts: Parts): Promise<Reply> {
  if (asked.method === 'PUT') return parts.uploads.put(target, asked);
  if (target.file) return toFile(target.file.path, asked, parts);
  if (target.upload !== 'log') return notFound;
  return asked.method === 'HEAD' ? parts.uploads.head(target) : notAllowed('HEAD, PUT');
}
