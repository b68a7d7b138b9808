// File lines: lines of a file that stays on disk, read in small blocks where a search looks.

import type { Line, Lines } from '../../contract/callers.ts';
import { readWhole } from '../../contract/readWhole.ts';

const newline = 10;
const blockSize = 512;

/** Lines of an open file of `size` bytes. A search of a million lines reads some twenty blocks of it. */
export function fileLines(file: number, size: number): Lines {
  const lineAt = (position: number): Line => {
    let [from, to] = [Math.max(position - blockSize / 2, 0), Math.min(position + blockSize / 2, size)];
    for (let reach = blockSize; ; reach *= 2) {
      const bytes = readBytes(file, from, to);
      const before = position === from ? -1 : bytes.lastIndexOf(newline, position - from - 1);
      const after = bytes.indexOf(newline, position - from);
      const isWhole = (before !== -1 || from === 0) && (after !== -1 || to === size);
      if (isWhole)
        return {
          bytes,
          from: before + 1,
          to: after === -1 ? bytes.length : after,
          start: from + before + 1,
        };
      [from, to] = [Math.max(from - reach, 0), Math.min(to + reach, size)];
    }
  };
  return { size, lineAt };
}

function readBytes(file: number, from: number, to: number): Buffer {
  const bytes = Buffer.allocUnsafe(to - from);
  if (readWhole(file, bytes, from) < bytes.length)
    throw new Error('callers.json became shorter while it was read');
  return bytes;
}
