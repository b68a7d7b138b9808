// Networks: each CIDR is one, and phones of the DHCP subnets may ask for their files.

import { holds, type Network, parseNetwork } from '../../contract/cidr.ts';
import { type Entry, sound } from '../inventory/inventory.ts';
import type { FleetWritten } from '../inventory/written.ts';
import type { Company, Remark } from './rule.ts';

type Fleet = Entry<FleetWritten>;

export function* networks({ inventory }: Company): Iterable<Remark> {
  for (const fleet of sound(inventory.fleet)) {
    yield* allowed(fleet);
    yield* subnets(fleet);
  }
}

function* allowed(fleet: Fleet): Iterable<Remark> {
  const { allow } = fleet.value.provisioning;
  const place = ['provisioning', 'allow'];
  if (allow?.length === 0)
    yield {
      message: 'allow is empty, which would refuse every phone — name networks, or leave it out to allow all',
      spot: fleet.spot(place, 'key'),
    };
  for (const [index, text] of (allow ?? []).entries()) {
    const read = parseNetwork(text);
    if ('fault' in read) yield { message: `"${text}" ${read.fault}`, spot: fleet.spot([...place, index]) };
  }
}

function* subnets(fleet: Fleet): Iterable<Remark> {
  const { provisioning, dhcp = {} } = fleet.value;
  const allow = provisioning.allow?.map(parseNetwork).filter(isNetwork);
  for (const [index, { subnet }] of (dhcp.subnets ?? []).entries()) {
    const read = parseNetwork(subnet);
    const spot = fleet.spot(['dhcp', 'subnets', index, 'subnet']);
    if ('fault' in read) yield { message: `"${subnet}" ${read.fault}`, spot };
    else if (allow && allow.length > 0 && !allow.some(network => holds(network, read)))
      yield {
        severity: 'warning',
        message: `phones in ${subnet} would be refused: no network of provisioning.allow holds it`,
        spot,
      };
  }
}

const isNetwork = (read: ReturnType<typeof parseNetwork>): read is Network => !('fault' in read);
