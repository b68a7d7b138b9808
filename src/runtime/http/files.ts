// Files: what the manifest names, from memory where it fits, and never half.

import { setTimeout as wait } from 'node:timers/promises';
import type { FileEntry } from '../../contract/manifest.ts';
import { type Content, readContent } from '../contents.ts';
import type { FileTarget } from '../fileTarget.ts';
import type { Dist } from '../release.ts';
import type { Asked } from './asked.ts';
import { conditional } from './conditions.ts';
import { headerLine, httpDate } from './print.ts';
import { type Reply, refuse } from './reply.ts';
import type { Maybe } from './then.ts';

const patience = { times: 15, milliseconds: 200 };

/** The reply for a file of the manifest, or undefined where there is a new release that no longer has it. */
export function fileReply(target: FileTarget, asked: Asked, dist: Dist): Maybe<Reply | undefined> {
  const { entry } = target;
  target.content ??= dist.contents.get(entry.sha256);
  return target.content
    ? whole(entry, target.content, asked)
    : fromDisk(entry.path.slice('http'.length), asked, dist);
}

async function fromDisk(path: string, asked: Asked, dist: Dist): Promise<Reply | undefined> {
  for (let attempt = 0; attempt < patience.times; attempt++) {
    const { folder, tables } = dist.current();
    const entry = tables.files.get(path);
    if (!entry) return undefined;
    const content = dist.contents.get(entry.sha256) ?? readContent(folder, entry);
    if (content) return whole(entry, content, asked);
    // Bytes that are not the manifest's belong to a release that is being written: its manifest comes last.
    await wait(patience.milliseconds);
    await dist.refresh();
  }
  return { ...refuse(503, 'this file is not what the manifest says'), headers: { 'retry-after': '5' } };
}

function whole({ sha256, type }: FileEntry, { bytes, modified }: Content, asked: Asked): Reply {
  const etag = `"${sha256.slice(0, 32)}"`;
  const lines = `${typeLine(type)}etag: ${etag}\r\nlast-modified: ${httpDate(modified)}\r\ncache-control: no-cache\r\n`;
  const status = conditional(asked, etag, modified);
  return status === undefined ? { status: 200, lines, body: bytes } : { status, lines };
}

const typeLines = new Map<string, string>(); // a few types for thousands of files

function typeLine(type: string): string {
  const known = typeLines.get(type);
  if (known !== undefined) return known;
  const line = headerLine('content-type', type);
  typeLines.set(type, line);
  return line;
}
