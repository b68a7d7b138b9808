// Recent: the last requests of every phone, packed, so that ten thousand phones take a few megabytes.

import { ownText } from '../ownText.ts';

export interface RecentRequest {
  at: number;
  method: string;
  /** with `{mac}` for its own MAC, or a file's in dist/ */
  path: string;
  status: number;
}

export interface Recent {
  /** `isKept` says that the path is a string that lives on anyway, a manifest's */
  add(slot: number, request: RecentRequest, isKept: boolean): void;
  /** newest last */
  of(slot: number): RecentRequest[];
}

const perPhone = 16;
const mostNames = 4096;
const methods = ['GET', 'HEAD', 'PUT', 'other'];

/** Keeps the last sixteen requests a slot. Of paths that are no files some thousand different ones are told apart. */
export function recentRequests(): Recent {
  let numbers = new Uint32Array(256 * perPhone * 2); // a time, then status and method
  let next = new Uint8Array(256);
  const paths: string[] = [];
  const names = new Map<string, string>();

  const grow = (slots: number) => {
    const larger = new Uint32Array(slots * perPhone * 2);
    larger.set(numbers);
    numbers = larger;
    const cursors = new Uint8Array(slots);
    cursors.set(next);
    next = cursors;
  };
  const nameOf = (path: string): string => {
    const known = names.get(path);
    if (known !== undefined || names.size >= mostNames) return known ?? '(other)';
    const name = ownText(path);
    names.set(name, name);
    return name;
  };

  return {
    add: (slot, { at, method, path, status }, isKept) => {
      if (slot >= next.length) grow(Math.max(slot + 1, next.length * 2));
      while (paths.length < (slot + 1) * perPhone) paths.push('');
      const turn = next[slot] ?? 0;
      const place = slot * perPhone + turn;
      numbers[place * 2] = at;
      numbers[place * 2 + 1] = status * 4 + numberOf(method);
      paths[place] = isKept ? path : nameOf(path);
      next[slot] = (turn + 1) % perPhone;
    },
    of: slot => {
      const found: RecentRequest[] = [];
      for (let step = 0; step < perPhone && slot < next.length; step++) {
        const place = slot * perPhone + (((next[slot] ?? 0) + step) % perPhone);
        const [at = 0, word = 0] = numbers.subarray(place * 2, place * 2 + 2);
        if (at > 0)
          found.push({ at, method: methods[word % 4] ?? '', path: paths[place] ?? '', status: word >>> 2 });
      }
      return found;
    },
  };
}

function numberOf(method: string): number {
  const known = methods.indexOf(method);
  return known < 0 ? methods.length - 1 : known;
}
