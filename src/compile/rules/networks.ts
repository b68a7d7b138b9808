// Networks: each CIDR is one, and phones of the DHCP subnets may ask for their files.

import { holds, type Network, parseNetwork } from '../../contract/cidr.ts';
import { type Entry, sound, spotOf } from '../inventory/inventory.ts';
import type { FleetWritten } from '../inventory/written.ts';
import type { Spot } from '../source/finding.ts';
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
      spot: spotOf(fleet, place, 'key'),
    };
  for (const [index, text] of (allow ?? []).entries()) {
    const read = parseNetwork(text);
    if ('fault' in read) yield { message: `"${text}" ${read.fault}`, spot: spotOf(fleet, [...place, index]) };
  }
}

function* subnets(fleet: Fleet): Iterable<Remark> {
  const { provisioning, dhcp = {} } = fleet.value;
  const allow = provisioning.allow?.map(parseNetwork).filter(isNetwork);
  for (const [index, { subnet, range, router }] of (dhcp.subnets ?? []).entries()) {
    const read = parseNetwork(subnet);
    const spot = spotOf(fleet, ['dhcp', 'subnets', index, 'subnet']);
    if ('fault' in read) yield { message: `"${subnet}" ${read.fault}`, spot };
    else if (allow && allow.length > 0 && !allow.some(network => holds(network, read)))
      yield {
        severity: 'warning',
        message: `phones in ${subnet} would be refused: no network of provisioning.allow holds it`,
        spot,
      };
    if (isNetwork(read))
      yield* addresses({ subnet, range, router }, read, name =>
        spotOf(fleet, ['dhcp', 'subnets', index, name]),
      );
  }
}

interface Subnet {
  subnet: string;
  range?: string | undefined;
  router?: string | undefined;
}

/** What is given out, and the gateway, lie in their network. */
function* addresses(
  { subnet, range, router }: Subnet,
  network: Network,
  at: (name: string) => Spot,
): Iterable<Remark> {
  const start = network.family === 4 ? subnet.replace(/\d+(?:\/\d+)?$/, '') : subnet.replace(/\/\d+$/, '');
  if (range !== undefined && !isRange(range, network))
    yield {
      message: `"${range}" is no range of addresses in ${subnet} — for example ${start}50 - ${start}250`,
      spot: at('range'),
    };
  if (router !== undefined && !isWithin(router, network))
    yield { message: `"${router}" is no address in ${subnet} — for example ${start}1`, spot: at('router') };
}

function isWithin(text: string, network: Network): boolean {
  const read = parseNetwork(text);
  return !text.includes('/') && isNetwork(read) && holds(network, read);
}

function isRange(text: string, network: Network): boolean {
  const [, from = '', to = ''] = /^([^\s-]+)\s*-\s*([^\s-]+)$/.exec(text) ?? [];
  const [first, last] = [parseNetwork(from), parseNetwork(to)];
  if (!isNetwork(first) || !isNetwork(last)) return false;
  return isWithin(from, network) && isWithin(to, network) && first.first <= last.first;
}

const isNetwork = (read: ReturnType<typeof parseNetwork>): read is Network => !('fault' in read);
