// Uploads: what phones PUT. Logs are appended; settings changed at a phone are refused or kept, as the fleet says.

import type { Manifest } from '../../contract/manifest.ts';
import { type LogStore, logStore } from '../store/logs.ts';
import { keepOverride } from '../store/overrides.ts';
import type { Asked } from './asked.ts';
import { readBody } from './body.ts';
import { contentOffset } from './range.ts';
import { type Reply, refuse } from './reply.ts';
import type { UploadTarget } from './target.ts';

export interface Uploads {
  /** HEAD of a log: phones read how much of it is here, then send the rest */
  head(target: UploadTarget): Promise<Reply>;
  put(target: UploadTarget, asked: Asked): Promise<Reply>;
}

const largestOverride = 2_000_000;

/** Takes uploads into `folder` as the current manifest says. */
export function uploads(folder: string, manifest: () => Manifest): Uploads {
  const logs = logStore(`${folder}/logs`, () => manifest().logs.maxBytes);
  return {
    head: async ({ mac, name }) => ({
      status: 200,
      headers: { 'content-length': await logs.size(mac, name), 'content-type': 'text/plain' },
    }),
    put: (target, asked) =>
      safely(() =>
        target.upload === 'log'
          ? putLog(target, asked, { logs, manifest })
          : putOverride(target, asked, { folder, manifest }),
      ),
  };
}

async function putLog(
  { mac, name }: UploadTarget,
  asked: Asked,
  { logs, manifest }: { logs: LogStore; manifest: () => Manifest },
): Promise<Reply> {
  const body = await readBody(asked, manifest().logs.maxBytes);
  if (body === 'too large') return refuse(413, 'larger than logs.max');
  const offset = contentOffset(asked.header('content-range'));
  // Of an upload cut off in the middle what came is kept where its place is known: the retry then adds the rest.
  // Without a place the retry sends all of it again, and keeping would store it twice.
  if (!body.complete && offset === undefined) return refuse(400, 'cut off');
  const outcome = await logs.append(mac, name, { body: body.bytes, offset });
  return body.complete ? { status: outcome === 'created' ? 201 : 204 } : refuse(400, 'cut off');
}

async function putOverride(
  { mac, name }: UploadTarget,
  asked: Asked,
  { folder, manifest }: { folder: string; manifest: () => Manifest },
): Promise<Reply> {
  if (manifest().provisioning.overrides === 'refuse')
    return refuse(403, 'settings changed at a phone are not taken here');
  const body = await readBody(asked, largestOverride);
  if (body === 'too large') return refuse(413, 'larger than 2 MB');
  if (!body.complete) return refuse(400, 'cut off');
  const outcome = await keepOverride(`${folder}/overrides`, `${mac}/${name}`, body.bytes);
  return { status: outcome === 'created' ? 201 : 204 };
}

const fullDisk = new Set(['ENOSPC', 'EDQUOT']);

async function safely(work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException; // node:fs throws nothing else
    return refuse(fullDisk.has(code) ? 507 : 500, fullDisk.has(code) ? 'the disk is full' : message);
  }
}
