// Handle: one request to one reply.

import type { FileEntry } from '../../contract/manifest.ts';
import type { PhoneKind } from '../../contract/userAgent.ts';
import { fileOf, fileTarget } from '../fileTarget.ts';
import type { Dist } from '../release.ts';
import type { Asked } from './asked.ts';
import { fileReply } from './files.ts';
import { firmwareReply } from './firmware.ts';
import type { Gate } from './gate.ts';
import { macIn, readPath } from './path.ts';
import { notAllowed, notFound, type Reply, refuse } from './reply.ts';
import { findTarget, type Target, type UploadTarget } from './target.ts';
import { type Maybe, then } from './then.ts';
import type { Uploads } from './uploads.ts';

export interface Parts {
  dist: Dist;
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
  /** the model that the inventory gives this MAC, `pack/model`; undefined where it is not in there */
  inventory: string | undefined;
  target: Target['kind'];
  /** the file of the manifest that the path stands for */
  entry: FileEntry | undefined;
}

/** Answers a request by look-ups; never throws for what a client can do. */
export function handle(asked: Asked, parts: Parts): Maybe<Handled> {
  const { tables } = parts.dist.current();
  const phone = tables.readUserAgent(asked.header('user-agent') ?? '');
  const known = tables.targetAt(asked.target);
  const path = known ? asked.target : readPath(asked.target);
  if (path === undefined) {
    const reply = isKnown(asked.method) ? refuse(400, 'no path of ours') : methods; // `OPTIONS *`
    return { ...nothing, reply, phone };
  }
  const target = known ?? findTarget(path, phone, tables);
  const entry = entryOf(target);
  const mac = entry?.mac ?? macIn(path);
  const inventory =
    target.kind === 'file' && target.entry.mac !== undefined
      ? target.inventory
      : tables.phones.get(mac)?.model;
  const refusal = parts.gate(asked, { path, mac, target, phone });
  const reply = then(refusal, refused => refused ?? replyTo(target, asked, parts));
  return then(reply, made => ({ reply: made, path, mac, phone, inventory, target: target.kind, entry }));
}

/** What is known of a request that is about nothing of ours. */
export const nothing: Omit<Handled, 'reply'> = {
  path: '',
  mac: '',
  phone: undefined,
  inventory: undefined,
  target: 'none',
  entry: undefined,
};

const entryOf = (target: Target) =>
  target.kind === 'file' || target.kind === 'upload' ? fileOf(target) : undefined;

const isKnown = (method: string) => method === 'GET' || method === 'HEAD' || method === 'PUT';
const methods = notAllowed('GET, HEAD, PUT');

const nothingYet: Reply = { ...refuse(503, 'no dist/ to serve yet'), headers: { 'retry-after': '30' } };

function replyTo(target: Target, asked: Asked, parts: Parts): Maybe<Reply> {
  const reading = asked.method === 'GET' || asked.method === 'HEAD';
  if (!isKnown(asked.method)) return methods;
  if (parts.dist.isEmpty()) return nothingYet;
  if (target.kind === 'upload') return toUpload(target, asked, parts);
  if (!reading)
    return target.kind === 'none' || target.kind === 'unclaimed' ? notFound : notAllowed('GET, HEAD');
  if (target.kind === 'file') return then(fileReply(target, asked, parts.dist), orNotFound);
  if (target.kind === 'firmware') return firmwareReply(target, parts.firmware, asked);
  return target.kind === 'unclaimed' ? { ...notFound, reason: 'no pack knows this user agent' } : notFound;
}

const orNotFound = (reply: Reply | undefined) => reply ?? notFound;

// A name that phones may PUT is read only where it is compiled, too; a log is never read back, but for its size.
function toUpload(target: UploadTarget, asked: Asked, parts: Parts): Maybe<Reply> {
  if (asked.method === 'PUT') return parts.uploads.put(target, asked);
  if (target.file) return then(fileReply(fileTarget(target.file, undefined), asked, parts.dist), orNotFound);
  if (target.upload !== 'log') return notFound;
  return asked.method === 'HEAD' ? parts.uploads.head(target) : notAllowed('HEAD, PUT');
}
