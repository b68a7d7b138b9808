// Files: what the manifest names, from memory where it fits, and never half.

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { FileEntry } from '../../contract/manifest.ts';
import type { Dist, Release } from '../dist.ts';
import type { Asked } from './asked.ts';
import { type Reply, refuse } from './reply.ts';

interface Loaded {
  bytes: Buffer;
  modified: Date;
}

export interface FileStore {
  /** the reply for a file of the manifest, or undefined where the current release no longer has it */
  reply(path: string, asked: Asked): Promise<Reply | undefined>;
}

const keptBytes = 64 * 1024 * 1024;
const patience = { times: 15, milliseconds: 200 };

/** Serves files of the current release; what was read once is kept while it fits and its digest is the manifest's. */
export function fileStore(dist: Dist): FileStore {
  const kept = new Map<string, Loaded>();
  let size = 0;

  const keep = (digest: string, loaded: Loaded) => {
    if (size + loaded.bytes.length > keptBytes) {
      kept.clear();
      size = 0;
    }
    kept.set(digest, loaded);
    size += loaded.bytes.length;
  };

  // Bytes that are not the manifest's belong to a release that is being written: its manifest comes last, so wait for it.
  const load = async (path: string): Promise<Loaded | undefined | 'half'> => {
    for (let attempt = 0; attempt < patience.times; attempt++) {
      const release = dist.current();
      const entry = release.tables.files.get(path);
      if (!entry) return undefined;
      const loaded = kept.get(entry.sha256) ?? (await readWhole(release, entry));
      if (loaded) {
        if (!kept.has(entry.sha256)) keep(entry.sha256, loaded);
        return loaded;
      }
      await wait(patience.milliseconds);
      dist.refresh();
    }
    return 'half';
  };

  const reply = async (path: string, asked: Asked): Promise<Reply | undefined> => {
    const loaded = await load(path);
    const entry = dist.current().tables.files.get(path);
    if (loaded === undefined || !entry) return undefined;
    if (loaded === 'half')
      return { ...refuse(503, 'this file is not what the manifest says'), headers: { 'retry-after': '5' } };
    return whole(entry, loaded, asked);
  };
  return { reply };
}

async function readWhole(
  { folder }: Release,
  { path, size, sha256 }: FileEntry,
): Promise<Loaded | undefined> {
  try {
    const file = join(folder, path);
    const [bytes, { mtime }] = await Promise.all([readFile(file), stat(file)]);
    if (bytes.length !== size || createHash('sha256').update(bytes).digest('hex') !== sha256)
      return undefined;
    return { bytes, modified: new Date(Math.floor(mtime.getTime() / 1000) * 1000) };
  } catch {
    return undefined; // being replaced, or gone
  }
}

function whole({ sha256, type }: FileEntry, { bytes, modified }: Loaded, asked: Asked): Reply {
  const etag = `"${sha256.slice(0, 32)}"`;
  const headers = {
    'content-type': type,
    etag,
    'last-modified': modified.toUTCString(),
    'cache-control': 'no-cache',
  };
  return unchanged(asked, etag, modified) ? { status: 304, headers } : { status: 200, headers, body: bytes };
}

/** Whether the client has it already (RFC 9110, 13.1: If-None-Match goes before If-Modified-Since). */
export function unchanged({ header }: Asked, etag: string, modified: Date): boolean {
  const tags = header('if-none-match');
  if (tags !== undefined)
    return tags.trim() === '*' || tags.split(',').some(tag => tag.trim().replace(/^W\//, '') === etag);
  const since = Date.parse(header('if-modified-since') ?? '');
  return modified.getTime() <= since;
}
