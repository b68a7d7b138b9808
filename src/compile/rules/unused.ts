// Unused: each secret of the secrets file is somebody's.

import type { Inventory } from '../inventory/inventory.ts';
import { passwordPlaces, settingPlaces } from '../inventory/secretPlaces.ts';
import { secretPath, secretsPath } from '../inventory/secrets.ts';
import { fileSpot } from '../source/finding.ts';
import { quoted } from '../source/quote.ts';
import type { Company, Remark } from './rule.ts';

/** Says nothing while something cannot be read or looked up: it may be what the secret is for. */
export function* unused({ inventory, whole, phonesOnly }: Company): Iterable<Remark> {
  const { secrets } = inventory;
  if (phonesOnly || !whole || secrets.broken || hasBroken(inventory)) return; // a file with a phone's secret is not of phones only
  const named = new Set<string>();
  for (const places of [passwordPlaces, settingPlaces]) {
    for (const { secret } of places(inventory)) {
      const path = secretPath(secret) ?? '';
      if (path !== '' && secrets.get(path) === undefined) return;
      named.add(path);
    }
  }
  const left = secrets.names.filter(path => !named.has(path));
  for (const [index, path] of left.slice(0, mostTold).entries()) {
    const more = index === mostTold - 1 ? left.length - mostTold : 0;
    const message = `nothing uses the secret ${quoted(path)} — write !secret ${path} where it belongs, or take it out`;
    const spot = secrets.spot(path) ?? fileSpot(secretsPath);
    yield {
      severity: 'warning',
      message: more > 0 ? `${message}; the same goes for ${more} more` : message,
      spot,
      secret: true,
    };
  }
}

const mostTold = 10;

const hasBroken = ({ fleet, sites, people, phones }: Inventory) =>
  [fleet, sites, people, phones].some(list => list.some(({ broken }) => broken));
