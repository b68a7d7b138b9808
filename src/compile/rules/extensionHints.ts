// Extension hints: who was meant by an extension that nobody has.

import type { Inventory } from '../inventory/inventory.ts';
import { didYouMean } from '../source/suggest.ts';

export interface Directory {
  extensions: Set<string>;
  /** what to hang on a message about an extension that is not there */
  hint(written: string): string;
}

/** Everybody who has an extension; the ways to look for a near one are made when first needed. */
export function directoryOf({ people }: Inventory): Directory {
  const extensions = new Set(people.map(({ key }) => key));
  let byName: Map<string, string> | undefined;
  let byNumber: Map<number, string> | undefined;
  const hint = (written: string): string => {
    byName ??= new Map(people.map(({ key, value }) => [nameOf(value).toLowerCase(), key]));
    byNumber ??= new Map([...extensions].map(extension => [Number(extension), extension]));
    const named = byName.get(written.toLowerCase());
    if (named !== undefined && written !== '') return ` — did you mean ${named}, the extension of that name?`;
    if (/^\d+(?:[\s,;/]+\d+)+$/.test(written))
      return ` — write several as a list: [${written.match(/\d+/g)?.join(', ')}]`;
    // Among digits any number is near any other; only a lost zero is a likely slip.
    const same = byNumber.get(Number(written));
    if (same !== undefined && /^\d+$/.test(written))
      return ` — did you mean ${same}? A zero at the start counts`;
    return (
      (/^\d+$/.test(written) ? '' : didYouMean(written, extensions)) ||
      ' — people stand under "people:" by extension'
    );
  };
  return { extensions, hint };
}

const nameOf = (value: unknown) => String((value as { name?: unknown } | undefined)?.name ?? ''); // it may be broken
