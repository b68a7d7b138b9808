// Time zones: a zone is one that IANA knows.

import type { Entry } from '../inventory/inventory.ts';
import { sound } from '../inventory/inventory.ts';
import type { SharedWritten } from '../inventory/written.ts';
import { isZone, zones } from '../plan/clock.ts';
import { didYouMean } from '../source/suggest.ts';
import type { Company, Remark } from './rule.ts';

export function* timezones({ inventory }: Company): Iterable<Remark> {
  const entries: Entry<SharedWritten>[] = [
    ...sound(inventory.fleet),
    ...sound(inventory.sites),
    ...sound(inventory.phones),
  ];
  for (const entry of entries) {
    const { timezone } = entry.value;
    if (timezone === undefined || isZone(timezone)) continue;
    yield {
      message: `no time zone "${timezone}"${didYouMean(timezone, zones()) || ' — use an IANA name, for example America/Chicago'}`,
      spot: entry.spot(['timezone']),
    };
  }
}
