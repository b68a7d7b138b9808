// Zones: the time zone that a phone's log is stamped in, from dist/phones.json as it is now.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readPhones } from '../../contract/phones.ts';

/** IANA name, by MAC and log (`app.log`). */
export type ZoneOf = (mac: string, name: string) => string;

const lookEvery = 5000; // milliseconds

/** Looks phones up in dist/; where that has none, clocks are taken to show UTC. */
export function zonesOf(dist: string): ZoneOf {
  const path = join(dist, 'phones.json');
  let [find, stamp, looked]: [ZoneOf, string, number] = [() => 'UTC', '', Number.NEGATIVE_INFINITY];
  const refresh = () => {
    looked = performance.now();
    const found = statSync(path, { throwIfNoEntry: false });
    const now = found ? `${found.ino} ${found.size} ${found.mtimeMs}` : '';
    if (now === stamp) return;
    stamp = now;
    find = load(path) ?? find;
  };
  return (mac, name) => {
    if (performance.now() - looked > lookEvery) refresh();
    return find(mac, name);
  };
}

// Only what is not the fleet's zone is kept: there may be many phones.
function load(path: string): ZoneOf | undefined {
  try {
    const { timezone, utcLogs, phones } = readPhones(readFileSync(path, 'utf8'));
    const zones = new Map(
      Object.entries(phones)
        .filter(([, phone]) => phone.timezone !== timezone)
        .map(([mac, phone]) => [mac, phone.timezone]),
    );
    return (mac, name) => (utcLogs.includes(name) ? 'UTC' : (zones.get(mac) ?? timezone));
  } catch {
    return undefined; // being replaced, or gone
  }
}
