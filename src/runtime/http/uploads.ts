// Uploads: what phones PUT. Logs are appended; settings changed at a phone are refused or kept, as the fleet says.

import type { ManifestHead } from '../../contract/manifest.ts';
import type { LogStore } from '../store/logs.ts';
import { keepOverride } from '../store/overrides.ts';
import type { Asked } from './asked.ts';
import { piecesOf, readBody } from './body.ts';
import { contentOffset } from './range.ts';
import { type Reply, refuse } from './reply.ts';
import type { UploadTarget } from './target.ts';

export interface Uploads {
  /** HEAD of a log: phones read how much of it is here, then send the rest */
  head(target: UploadTarget): Promise<Reply>;
  put(target: UploadTarget, asked: Asked): Promise<Reply>;
}

export interface UploadParts {
  /** where settings, directories and call lists are kept */
  folder: string;
  logs: LogStore;
  manifest(): ManifestHead;
}

const largestOverride = 2_000_000;
const pieceSize = 128 * 1024;

/** Takes logs into `logs` and the rest below `folder`, as the current manifest says. */
export function uploads({ folder, logs, manifest }: UploadParts): Uploads {
  return {
    head: ({ mac, name }) =>
      safely(async () => ({
        status: 200,
        headers: { 'content-length': await logs.size(mac, name), 'content-type': 'text/plain' },
      })),
    put: (target, asked) =>
      safely(() =>
        target.upload === 'log'
          ? putLog(target, asked, { logs, most: manifest().logs.maxBytes })
          : putOverride(target, asked, { folder, manifest }),
      ),
  };
}

/**
 * Stores a log piece by piece. Of an upload cut off in the middle what came is kept where its place is known: the retry
 * then adds the rest. Without a place the retry sends all of it again, and what came is kept only of a long one, whose
 * beginning is stored and will be recognised.
 */
async function putLog(
  { mac, name }: UploadTarget,
  asked: Asked,
  { logs, most }: { logs: LogStore; most: number },
): Promise<Reply> {
  const place = contentOffset(asked.header('content-range'));
  let created = false;
  for await (const { bytes, before, ending } of piecesOf(asked, { size: pieceSize, most })) {
    if (ending === 'too large') return refuse(413, 'larger than logs.max');
    if (ending === 'cut off' && place === undefined && before === 0) return refuse(400, 'cut off');
    const offset = place === undefined && before === 0 ? undefined : (place ?? 0) + before;
    const continued = place === undefined && before > 0;
    const more = ending !== 'complete';
    const outcome = await logs.append(mac, name, { bytes, offset, continued, more });
    created ||= outcome === 'created';
    if (ending === 'cut off') return refuse(400, 'cut off');
  }
  return { status: created ? 201 : 204 };
}

async function putOverride(
  { mac, name }: UploadTarget,
  asked: Asked,
  { folder, manifest }: { folder: string; manifest: () => ManifestHead },
): Promise<Reply> {
  if (manifest().provisioning.overrides === 'refuse')
    return refuse(403, 'settings changed at a phone are not taken here');
  const body = await readBody(asked, largestOverride);
  if (body === 'too large') return refuse(413, 'larger than 2 MB');
  if (!body.complete) return refuse(400, 'cut off');
  const outcome = await keepOverride(`${folder}/overrides`, `${mac}/${name}`, body.bytes);
  return { status: outcome === 'created' ? 201 : 204 };
}

const failures: Record<string, Reply> = {
  ENOSPC: refuse(507, 'the disk is full'),
  EDQUOT: refuse(507, 'the disk is full'),
  EBUSY: { ...refuse(503, 'the log store does not keep up'), headers: { 'retry-after': '60' } },
};

async function safely(work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException; // neither node:fs nor the store throws anything else
    return failures[code] ?? refuse(500, message);
  }
}
