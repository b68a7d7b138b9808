// Time zones: a zone is one that IANA knows, and one whose clock phones can follow.

import type { Entry } from '../inventory/inventory.ts';
import { sound } from '../inventory/inventory.ts';
import type { SharedWritten } from '../inventory/written.ts';
import { clockOf } from '../plan/clock.ts';
import { isZone, zones } from '../plan/zone.ts';
import { didYouMean } from '../source/suggest.ts';
import type { Company, Remark } from './rule.ts';

export function* timezones({ inventory, year }: Company): Iterable<Remark> {
  const entries: Entry<SharedWritten>[] = [
    ...sound(inventory.fleet),
    ...sound(inventory.sites),
    ...sound(inventory.phones),
  ];
  for (const entry of entries) {
    const { timezone } = entry.value;
    if (timezone === undefined) continue;
    if (isZone(timezone)) {
      const { doubt } = clockOf(timezone, year);
      if (doubt !== '')
        yield { severity: 'warning', message: `${timezone} ${doubt}`, spot: entry.spot(['timezone']) };
      continue;
    }
    yield {
      message: `no time zone "${timezone}"${didYouMean(timezone, zones()) || ' — use an IANA name, for example America/Chicago'}`,
      spot: entry.spot(['timezone']),
    };
  }
}
