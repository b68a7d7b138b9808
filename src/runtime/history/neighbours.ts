// Neighbours: which phone asks from an address, for the files that all phones share and whose names hold no MAC.

import { ownText } from '../ownText.ts';

export interface Neighbours {
  /** a phone asked from here */
  see(address: string, mac: string, at: number): void;
  /** the only phone that asks from an address, or empty where there are several or none */
  only(address: string, at: number): string;
}

const remembered = 600; // seconds
const most = 20_000;

/** Behind a NAT several phones share an address; what they share then cannot be told apart, and is not. */
export function neighbours(): Neighbours {
  const known = new Map<string, { mac: string; at: number; several: number }>();
  return {
    see: (address, mac, at) => {
      const last = known.get(address);
      if (last) {
        if (last.mac !== mac && at - last.at < remembered) last.several = at;
        last.mac = mac;
        last.at = at;
        return;
      }
      if (known.size >= most) known.clear();
      known.set(ownText(address), { mac, at, several: Number.NEGATIVE_INFINITY });
    },
    only: (address, at) => {
      const last = known.get(address);
      return last && at - last.at < remembered && at - last.several >= remembered ? last.mac : '';
    },
  };
}
