// Languages: a language is a BCP 47 tag; names are sorted by it.

import type { Partly } from '../inventory/believe.ts';
import { believed, type Entry, spotOf } from '../inventory/inventory.ts';
import type { SharedWritten } from '../inventory/written.ts';
import { quoted } from '../source/quote.ts';
import type { Company, Remark } from './rule.ts';

export function* languages({ inventory }: Company): Iterable<Remark> {
  const entries: Entry<Partly<SharedWritten>>[] = [
    ...believed(inventory.fleet),
    ...believed(inventory.sites),
    ...believed(inventory.phones),
  ];
  for (const entry of entries) {
    const { language } = entry.value;
    if (language === undefined || isLanguage(language)) continue;
    const guess = language.replaceAll('_', '-').replace(/\..*$/, '');
    const instead =
      guess !== language && isLanguage(guess)
        ? `did you mean "${guess}"?`
        : 'use a BCP 47 tag, for example en, de or pt-BR';
    yield { message: `${quoted(language)} is no language — ${instead}`, spot: spotOf(entry, ['language']) };
  }
}

/** A tag in the right form whose language has a name. */
function isLanguage(tag: string): boolean {
  try {
    const { language } = new Intl.Locale(tag);
    // Whose names can be sorted has a name; to ask for the name itself costs some milliseconds.
    const isSorted = Intl.Collator.supportedLocalesOf(language).length > 0;
    return isSorted || languageNames().of(language) !== undefined;
  } catch {
    return false;
  }
}

let names: Intl.DisplayNames | undefined;

function languageNames(): Intl.DisplayNames {
  names ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  return names;
}
