// Certificates: they are asked for where phones can show them, and who is exempt is a phone with a password.

import { parseMac } from '../../contract/mac.ts';
import { sound, spotOf } from '../inventory/inventory.ts';
import { didYouMean } from '../source/suggest.ts';
import type { Company, Remark } from './rule.ts';

export function* certificates({ inventory }: Company): Iterable<Remark> {
  const written = inventory.phones.map(({ value }) => String(value?.mac));
  for (const fleet of sound(inventory.fleet)) {
    const { certificates: { require = false, exempt = [] } = {}, auth, url } = fleet.value.provisioning;
    const place = ['provisioning', 'certificates'];
    if (require && url.startsWith('http:'))
      yield {
        message: 'phones show certificates over https only — write an https URL, or leave require out',
        spot: spotOf(fleet, [...place, 'require']),
      };
    if (exempt.length > 0 && (auth?.scheme ?? 'none') === 'none')
      yield {
        message: 'exempt phones prove themselves by a password — set auth, or they get nothing',
        spot: spotOf(fleet, [...place, 'exempt'], 'key'),
      };
    const known = new Set(written.map(parseMac));
    for (const [index, text] of exempt.entries()) {
      const mac = parseMac(String(text));
      if (mac && known.has(mac)) continue;
      yield {
        message: `${mac ? `no phone "${text}"` : `"${text}" is no MAC`}${didYouMean(String(text), written)}`,
        spot: spotOf(fleet, [...place, 'exempt', index]),
      };
    }
  }
}
