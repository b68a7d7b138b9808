// URLs: the provisioning URL is one that phones can follow.

import { believed, spotOf } from '../inventory/inventory.ts';
import type { Pack } from '../packs/pack.ts';
import { quoted } from '../source/quote.ts';
import type { Company, Remark } from './rule.ts';

export function* urls({ inventory, packs }: Company): Iterable<Remark> {
  for (const fleet of believed(inventory.fleet)) {
    const url = fleet.value.provisioning?.url;
    const fault = url === undefined ? undefined : urlFault(url, packs);
    if (url === undefined || fault === undefined) continue;
    yield {
      message: `${quoted(withoutPassword(url))} ${fault}`,
      spot: spotOf(fleet, ['provisioning', 'url']),
    };
  }
}

const withoutPassword = (url: string) => url.replace(/(?<=\/\/[^/@]*:)[^/@]+(?=@)/, '•••');

// What DHCP's option 66 and a phone's server field hold.
const longest = 255;

// Vendors' guides: escape characters (%xx) and blanks are not supported in a phone's server address.
function urlFault(url: string, packs: Pack[]): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1];
  if (/\s/.test(url)) return 'holds a blank, which phones cannot follow — take it out';
  if (url.includes('%'))
    return 'holds a %, which phones cannot follow — name folders without characters that need an escape';
  if (scheme === undefined) return `does not say how to get there — write ${whole(url)}`;
  if (!/^https?$/i.test(scheme)) return `begins with ${scheme}:// — phones come over http:// or https://`;
  const rest =
    /^(?:[\w.~+!*-]+(?::[\w.~+!*-]+)?@)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d+))?(\/.*)?$/i.exec(
      url.slice(scheme.length + 3),
    );
  if (!rest)
    return 'has no host name or address behind // that phones can follow — for example http://prov.example.com:8080';
  const [, , port, path = ''] = rest;
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535))
    return `has the port ${port} — ports go from 1 to 65535`;
  const odd = /[^\w./~+@:=-]/u.exec(path)?.[0];
  if (odd !== undefined)
    return `holds ${quoted(odd)}, which phones may not follow — name folders with letters, digits, - and _`;
  return url.length + longestFolder(packs) > longest
    ? `is too long: with a model's folder behind it phones hold ${longest} characters`
    : undefined;
}

// Somebody who wrote https:/… or <https://…> meant that.
function whole(url: string): string {
  const [, scheme = 'http', rest = ''] =
    /(?:(https?):)?\/*([^/<>"'()]\S*?)[>"')]*$/i.exec(withoutPassword(url)) ?? [];
  return `${scheme.toLowerCase()}://${rest}`;
}

const longestFolder = (packs: Pack[]) =>
  Math.max(0, ...packs.flatMap(({ name, models }) => models.map(model => `/${name}/${model.name}`.length)));
