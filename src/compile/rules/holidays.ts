// Holidays: each is a day that there is.

import { isHoliday } from '../inventory/hours.ts';
import { sound, spotOf } from '../inventory/inventory.ts';
import type { Company, Remark } from './rule.ts';

export function* holidays({ inventory }: Company): Iterable<Remark> {
  for (const entry of [...sound(inventory.fleet), ...sound(inventory.sites)])
    for (const [index, text] of (entry.value.holidays ?? []).entries())
      if (!isHoliday(text)) yield { message: noDay(text), spot: spotOf(entry, ['holidays', index]) };
}

/** What is wrong with a holiday. */
export const noDay = (text: string) =>
  `"${text}" is no day — for example 2026-12-25, or 12-25 for every year`;
