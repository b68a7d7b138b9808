// Sites: a site's name is a file's name, so it is made of what is safe in paths, and no other file has it.

import { type Entry, spotOf } from '../inventory/inventory.ts';
import type { Output, Pack } from '../packs/pack.ts';
import { quoted } from '../source/quote.ts';
import { type Company, type Remark, repeated } from './rule.ts';

const safe = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,30}[A-Za-z0-9])?$/;

export function* sites({ inventory, packs }: Company): Iterable<Remark> {
  for (const site of inventory.sites) {
    const message = formFault(site.key) ?? taken(site.key, packs);
    if (message !== undefined) yield { message, spot: spotOf(site, [], 'key') };
  }
  // Some file systems, and phones that ask in capitals, know no letter case.
  yield* repeated(firstOfEach(inventory.sites), site => ({
    key: site.key.toLowerCase(),
    shown: `site ${quoted(site.key)} (in other letter case)`,
    spot: spotOf(site, [], 'key'),
  }));
}

function formFault(key: string): string | undefined {
  if (safe.test(key)) return undefined;
  const example = key
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 32);
  return `${quoted(key)} cannot be a site's name: it becomes a file's name — use letters, digits, - and _, at most 32, for example ${quoted(safe.test(example) ? example : 'head-office')}`;
}

/** Another output of a pack may have the path that this site's file would get. */
function taken(key: string, packs: Pack[]): string | undefined {
  for (const { outputs } of packs) {
    const own = outputs.filter(output => output.for === 'site').map(({ to }) => to.replace('{site}', key));
    const other = outputs.find(output => own.some(path => samePath(path, output)));
    if (other)
      return `a site cannot be named ${quoted(key)}: ${other.to} is another file's name — choose another`;
  }
  return undefined;
}

function samePath(path: string, output: Output): boolean {
  if (output.for === 'site') return false;
  const literal = output.to.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace('\\{mac\\}', '[0-9a-f]{12}');
  return new RegExp(`^${literal}$`, 'i').test(path);
}

// The same name twice is told by the rule "unique".
function firstOfEach(entries: Entry<unknown>[]): Entry<unknown>[] {
  return [...new Map(entries.toReversed().map(entry => [entry.key, entry])).values()].toReversed();
}
