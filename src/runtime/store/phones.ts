// Phones: the zone that each phone's logs are stamped in, from dist/phones.json as it is now.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Phones, readPhones } from '../../contract/phones.ts';
import type { ZoneOf } from './sqlite/writer.ts';

const lookEvery = 5000; // milliseconds

/** Looks phones up in dist/; where that has none, clocks are taken to show UTC. */
export function zonesOf(dist: string): ZoneOf {
  const path = join(dist, 'phones.json');
  let [phones, stamp, looked]: [Phones | undefined, string, number] = [
    undefined,
    '',
    Number.NEGATIVE_INFINITY,
  ];
  const refresh = () => {
    if (performance.now() - looked < lookEvery) return;
    looked = performance.now();
    const found = statSync(path, { throwIfNoEntry: false });
    const now = found ? `${found.ino} ${found.size} ${found.mtimeMs}` : '';
    if (now === stamp) return;
    stamp = now;
    phones = load(path) ?? phones;
  };
  return (mac, name) => {
    refresh();
    if (phones?.utcLogs.includes(name)) return 'UTC';
    return phones?.phones[mac]?.timezone ?? phones?.timezone ?? 'UTC';
  };
}

function load(path: string): Phones | undefined {
  try {
    return readPhones(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // being replaced, or gone
  }
}
