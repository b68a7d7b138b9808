// Conditions: what a client says it has already, or wants only as it knows it (RFC 9110, 13).

import type { Asked } from './asked.ts';

/** The status that a GET's or HEAD's conditions ask for in place of 200, or undefined. `modified`: whole seconds in milliseconds. */
export function conditional({ header }: Asked, etag: string, modified: number): 304 | 412 | undefined {
  const [wanted, before] = [header('if-match'), header('if-unmodified-since')];
  if (wanted !== undefined ? !names(wanted, etag) : before !== undefined && modified > Date.parse(before))
    return 412;
  const [held, since] = [header('if-none-match'), header('if-modified-since')];
  const hasIt =
    held !== undefined
      ? names(held.replace(/\bW\/(?=")/g, ''), etag)
      : since !== undefined && modified <= Date.parse(since);
  return hasIt ? 304 : undefined;
}

const names = (tags: string, etag: string) =>
  tags.trim() === '*' || tags.split(',').some(tag => tag.trim() === etag);
