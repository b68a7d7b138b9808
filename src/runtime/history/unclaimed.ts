// Unclaimed: who asks for a configuration and has none, because no pack or no inventory knows of them.

export interface Unclaimed {
  /** empty where the request named none */
  mac: string;
  address: string;
  userAgent: string;
  path: string;
  reason: 'unknown user agent' | 'not in the inventory';
  /** seconds since 1970 */
  firstSeen: number;
  lastSeen: number;
  requests: number;
}

export interface UnclaimedList {
  add(asked: Omit<Unclaimed, 'firstSeen' | 'lastSeen' | 'requests'>, at: number): void;
  /** newest first */
  list(): Unclaimed[];
  size(): number;
}

const most = 1000;

/** Keeps one entry a MAC or address; of more than a thousand, those heard of longest ago go. */
export function unclaimedList(): UnclaimedList {
  const known = new Map<string, Unclaimed>();
  return {
    add: (asked, at) => {
      const key = asked.mac || asked.address;
      const before = known.get(key);
      known.delete(key); // and back to the end
      if (known.size >= most) known.delete(known.keys().next().value ?? '');
      const copied = JSON.parse(JSON.stringify(asked)) as typeof asked; // no slices of requests; the same value
      known.set(copied.mac || copied.address, {
        ...copied,
        firstSeen: before?.firstSeen ?? at,
        lastSeen: at,
        requests: (before?.requests ?? 0) + 1,
      });
    },
    list: () => [...known.values()].reverse(),
    size: () => known.size,
  };
}
