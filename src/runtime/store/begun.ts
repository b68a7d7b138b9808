// Begun: how the last segment of a log began, so that an upload that is another is told from it without reading it back.

import { crc32 } from 'node:zlib';
import type { Placed } from './place.ts';

export interface Begun {
  /** of its first byte, among all bytes ever stored of the log */
  at: number;
  /** bytes that the sum is of */
  length: number;
  sum: number;
}

const most = 4096;

/** How the last segment begins after an upload was placed; `before` where the upload begins none. */
export function begunAt({ bytes, at, state }: Placed, before: Begun | undefined): Begun | undefined {
  if (bytes.length === 0 || state.from !== at) return before;
  const length = Math.min(most, bytes.length);
  return { at, length, sum: crc32(bytes.subarray(0, length)) };
}

/** Whether `bytes` are surely not what is stored from `at` on. */
export const differs = (begun: Begun | undefined, at: number, bytes: Buffer): boolean =>
  begun?.at === at && bytes.length >= begun.length && crc32(bytes.subarray(0, begun.length)) !== begun.sum;
