// Zones: the time zone that a phone's log is stamped in.

import type { Manifest } from '../../contract/manifest.ts';

/** IANA name, by MAC and log (`app.log`). */
export type ZoneOf = (mac: string, name: string) => string;

/** Looks up in the current manifest: the phone's zone, its site's or the fleet's; UTC for logs that are always in that. */
export function zonesOf(manifest: () => Manifest): ZoneOf {
  let [known, find]: [Manifest | undefined, ZoneOf] = [undefined, () => 'UTC'];
  return (mac, name) => {
    const current = manifest();
    if (current !== known) [known, find] = [current, zonesIn(current)];
    return find(mac, name);
  };
}

function zonesIn({ packs, files, sites = {}, timezone = 'UTC' }: Manifest): ZoneOf {
  const utc = new Set(
    packs.flatMap(pack =>
      pack.uploads.filter(upload => upload.utc).map(upload => upload.name.replace(/^.*\{mac\}[-_.]*/, '')),
    ),
  );
  const phones = new Map<string, string>();
  for (const file of files)
    if (file.mac !== undefined) phones.set(file.mac, file.timezone ?? sites[file.site ?? ''] ?? timezone);
  return (mac, name) => (utc.has(name) ? 'UTC' : (phones.get(mac) ?? timezone));
}
