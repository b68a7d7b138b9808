// Time zones: a zone is one that IANA knows.

import type { Partly } from '../inventory/believe.ts';
import { believed, type Entry } from '../inventory/inventory.ts';
import type { SharedWritten } from '../inventory/written.ts';
import { isZone, zones } from '../plan/clock.ts';
import { quoted } from '../source/quote.ts';
import { didYouMean } from '../source/suggest.ts';
import type { Company, Remark } from './rule.ts';

export function* timezones({ inventory }: Company): Iterable<Remark> {
  const entries: Entry<Partly<SharedWritten>>[] = [
    ...believed(inventory.fleet),
    ...believed(inventory.sites),
    ...believed(inventory.phones),
  ];
  for (const entry of entries) {
    const { timezone } = entry.value;
    if (timezone === undefined || isZone(timezone)) continue;
    yield {
      message: `no time zone ${quoted(timezone)}${guess(timezone) || ' — use an IANA name, for example America/Chicago'}`,
      spot: entry.spot(['timezone']),
    };
  }
}

// "New York" and "Chicago" are the last part of a zone's name.
function guess(text: string): string {
  const city = `/${text.trim().replaceAll(' ', '_').toLowerCase()}`;
  const zone = zones().find(name => name.toLowerCase().endsWith(city));
  return zone === undefined ? didYouMean(text, zones()) : ` — did you mean "${zone}"?`;
}
