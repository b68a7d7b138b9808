// Fleet: there is exactly one, and every phone is told a SIP server to register at.

import { believed, type Inventory, spotOf } from '../inventory/inventory.ts';
import { fileSpot } from '../source/finding.ts';
import type { Company, Remark } from './rule.ts';

export function* fleet({ inventory, whole }: Company): Iterable<Remark> {
  const [first, ...others] = inventory.fleet;
  if (!first && !whole) return;
  if (!first) {
    yield {
      message:
        'no file below inventory/ has a "fleet:" — name the company and its provisioning URL once, for example in inventory/fleet.yaml',
      spot: fileSpot('inventory'),
    };
    return;
  }
  for (const other of others) {
    yield {
      message: '"fleet:" is written a second time — it stands once',
      spot: spotOf(other, [], 'key'),
      related: { message: 'first written here', spot: spotOf(first, [], 'key') },
    };
  }
  if (whole && lacksServer(inventory)) {
    yield {
      message: 'the fleet has no SIP server — add `sip: { server: pbx.example.com }`',
      spot: spotOf(first, [], 'key'),
    };
  }
}

/** A phone has no server: neither it nor its site nor the fleet says one. What was written wrong is told by the schema. */
function lacksServer(inventory: Inventory): boolean {
  if (inventory.fleet.some(({ value, broken }) => broken || value.sip?.server !== undefined)) return false;
  const sites = new Map(
    believed(inventory.sites).map(({ key, value, broken }) => [key, broken || value.sip?.server]),
  );
  return believed(inventory.phones).some(
    ({ value, broken }) => !broken && value.sip?.server === undefined && !sites.get(value.site ?? ''),
  );
}
