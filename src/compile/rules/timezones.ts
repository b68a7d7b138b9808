// Time zones: a zone is one that IANA knows, and one whose clock phones can follow.

import type { Partly } from '../inventory/believe.ts';
import { believed, type Entry, spotOf } from '../inventory/inventory.ts';
import type { SharedWritten } from '../inventory/written.ts';
import { clockOf } from '../plan/clock.ts';
import { isZone, zones } from '../plan/zone.ts';
import { quoted } from '../source/quote.ts';
import { didYouMean } from '../source/suggest.ts';
import type { Company, Remark } from './rule.ts';

export function* timezones({ inventory, year }: Company): Iterable<Remark> {
  const entries: Entry<Partly<SharedWritten>>[] = [
    ...believed(inventory.fleet),
    ...believed(inventory.sites),
    ...believed(inventory.phones),
  ];
  for (const entry of entries) {
    const { timezone } = entry.value;
    if (timezone === undefined) continue;
    if (isZone(timezone)) {
      const { doubt } = clockOf(timezone, year);
      if (doubt !== '')
        yield { severity: 'warning', message: `${timezone} ${doubt}`, spot: spotOf(entry, ['timezone']) };
      continue;
    }
    yield {
      message: `no time zone ${quoted(timezone)}${guess(timezone) || ' — use an IANA name, for example America/Chicago'}`,
      spot: spotOf(entry, ['timezone']),
    };
  }
}

// "New York" and "Chicago" are the last part of a zone's name.
function guess(text: string): string {
  const city = `/${text.trim().replaceAll(' ', '_').toLowerCase()}`;
  const zone = zones().find(name => name.toLowerCase().endsWith(city));
  if (zone !== undefined) return ` — did you mean "${zone}"?`;
  return /^(?:UTC|GMT|Z)?\s*[+-]\d/i.test(text)
    ? ' — an offset knows no summer time: use the IANA name of a place, for example America/Chicago'
    : didYouMean(text, zones());
}
