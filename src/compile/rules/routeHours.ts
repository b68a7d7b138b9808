// Route hours: the days, hours, holidays, zone and site that a route's step asks the clock for.

import { isHoliday, listed, readDays, readHours } from '../inventory/hours.ts';
import type { WhenWritten } from '../inventory/written.ts';
import { isZone, zones } from '../plan/zone.ts';
import type { Spot } from '../source/finding.ts';
import { didYouMean } from '../source/suggest.ts';
import type { Path } from '../source/yaml.ts';
import { noDay } from './holidays.ts';
import type { Remark } from './rule.ts';

/** Finds a part of the step. */
export type At = (below: Path, part?: 'key' | 'value') => Spot;

/** What is wrong with the hours of a step; `sites` is undefined where one may stand in a file that cannot be read. */
export function* ofHours(when: WhenWritten, sites: Set<string> | undefined, at: At): Iterable<Remark> {
  const spot = (name: string, index: number) =>
    at(Array.isArray(when[name as 'days']) ? ['when', name, index] : ['when', name]); // the three that may be lists
  for (const [index, text] of listed(when.days).entries())
    if (!readDays(text))
      yield {
        message: `"${text}" names no days — for example mon-fri or sat,sun`,
        spot: spot('days', index),
      };
  for (const [index, text] of listed(when.hours).entries())
    if (!readHours(text))
      yield {
        message: `"${text}" is no span of a day — for example "08:00-17:00", or "22:00-06:00" over midnight`,
        spot: spot('hours', index),
      };
  for (const [index, text] of (when.holidays ?? []).entries())
    if (!isHoliday(text)) yield { message: noDay(text), spot: spot('holidays', index) };
  if (when.timezone !== undefined && !isZone(when.timezone))
    yield {
      message: `no time zone "${when.timezone}"${didYouMean(when.timezone, zones())}`,
      spot: at(['when', 'timezone']),
    };
  if (when.site !== undefined && sites && !sites.has(when.site))
    yield { message: `no site "${when.site}"${didYouMean(when.site, sites)}`, spot: at(['when', 'site']) };
}
