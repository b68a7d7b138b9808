// URLs: the provisioning URL is one that phones can follow.

import { sound } from '../inventory/inventory.ts';
import type { Company, Remark } from './rule.ts';

// Vendors' guides: escape characters (%xx) and blanks are not supported in a phone's server address.
const plain = /^https?:\/\/(?:[^\s/@%:]+(?::[^\s/@%]+)?@)?[a-z0-9.-]+(?::\d{1,5})?(?:\/[^\s%?#]*)?$/i;

export function* urls({ inventory }: Company): Iterable<Remark> {
  for (const fleet of sound(inventory.fleet)) {
    const { url } = fleet.value.provisioning;
    if (plain.test(url)) continue;
    yield {
      message: `"${url}" is no URL that a phone can follow — write http:// or https://, a host, a port if it needs one, no blanks and no % escapes`,
      spot: fleet.spot(['provisioning', 'url']),
    };
  }
}
