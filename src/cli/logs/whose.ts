// Whose: the phones that a MAC, an extension or a person's name means.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mac, parseMac, printMac } from '../../contract/mac.ts';
import { readPhones } from '../../contract/phones.ts';

export interface Whose {
  macs: string[];
  /** all that could have been meant, for a guess */
  known: string[];
}

/** Finds phones in dist/ by their people, and in `stored` by their MAC; none where nobody is called that. */
export function whose(word: string, dist: string, stored: string[]): Whose {
  const people = peopleIn(dist);
  const mac = parseMac(word);
  const known = [
    ...people.flatMap(({ mac, extension, name }) => [printed(mac), extension, name]),
    ...stored.map(printed),
  ];
  if (mac)
    return { macs: stored.includes(mac) || people.some(person => person.mac === mac) ? [mac] : [], known };
  const wanted = word.toLowerCase();
  const macs = people
    .filter(({ extension, name }) => extension === word || name.toLowerCase() === wanted)
    .map(({ mac }) => mac);
  return { macs: [...new Set(macs)], known: [...new Set(known)] };
}

const printed = (mac: string) => printMac(mac as Mac); // manifest and store hold MACs only

// Logs can be read where the compiled data is not, too: then by MAC only.
function peopleIn(dist: string): { mac: string; extension: string; name: string }[] {
  try {
    const { phones } = readPhones(readFileSync(join(dist, 'phones.json'), 'utf8'));
    return Object.entries(phones).flatMap(([mac, { people }]) =>
      people.map(([extension, name]) => ({ mac, extension, name })),
    );
  } catch {
    return [];
  }
}
