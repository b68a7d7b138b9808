// Recent: the last requests of every phone, packed, so that ten thousand phones take little more than a megabyte.

/** One request: when, what (`GET /pack/model/{mac}.cfg`) and the status. */
export interface RecentRequest {
  at: number;
  what: string;
  status: number;
}

export interface Recent {
  add(slot: number, request: RecentRequest): void;
  /** newest last */
  of(slot: number): RecentRequest[];
}

const perPhone = 16;
const words = 2; // a time, then status and name
const mostNames = 4096;

/** Keeps the last sixteen requests a slot. Names beyond some thousand different ones are `(other)`. */
export function recentRequests(): Recent {
  let packed = new Uint32Array(256 * perPhone * words);
  let next = new Uint8Array(256);
  const names = ['(other)'];
  const numbers = new Map<string, number>();

  const grow = (slots: number) => {
    const larger = new Uint32Array(slots * perPhone * words);
    larger.set(packed);
    packed = larger;
    const cursors = new Uint8Array(slots);
    cursors.set(next);
    next = cursors;
  };
  const numberOf = (what: string): number => {
    const known = numbers.get(what);
    if (known !== undefined || names.length >= mostNames) return known ?? 0;
    const name = Buffer.from(what).toString(); // a copy, not a slice of a request
    numbers.set(name, names.length);
    return names.push(name) - 1;
  };

  return {
    add: (slot, { at, what, status }) => {
      if (slot >= next.length) grow(Math.max(slot + 1, next.length * 2));
      const place = next[slot] ?? 0;
      const start = (slot * perPhone + place) * words;
      packed[start] = at;
      packed[start + 1] = status * 65_536 + numberOf(what);
      next[slot] = (place + 1) % perPhone;
    },
    of: slot => {
      const found: RecentRequest[] = [];
      for (let step = 0; step < perPhone && slot < next.length; step++) {
        const start = (slot * perPhone + (((next[slot] ?? 0) + step) % perPhone)) * words;
        const [at = 0, packedWhat = 0] = packed.subarray(start, start + words);
        if (at > 0) found.push({ at, what: names[packedWhat % 65_536] ?? '', status: packedWhat >>> 16 });
      }
      return found;
    },
  };
}
