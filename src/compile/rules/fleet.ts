// Fleet: there is exactly one, and it says which SIP server phones register at.

import { fileSpot } from '../source/finding.ts';
import type { Company, Remark } from './rule.ts';

export function* fleet({ inventory, whole }: Company): Iterable<Remark> {
  const [first, ...others] = inventory.fleet;
  if (!first && !whole) return;
  if (!first) {
    yield {
      message:
        'no file has a "fleet:" — name the company and its provisioning URL once, for example in inventory/fleet.yaml',
      spot: fileSpot('inventory'),
    };
    return;
  }
  for (const other of others) {
    yield {
      message: '"fleet:" is written a second time — it stands once',
      spot: other.spot([], 'key'),
      related: { message: 'first written here', spot: first.spot([], 'key') },
    };
  }
  if (!first.broken && !first.value.sip?.server && inventory.phones.length > 0) {
    yield {
      message: 'the fleet has no SIP server — add `sip: { server: pbx.example.com }`',
      spot: first.spot([], 'key'),
    };
  }
}
