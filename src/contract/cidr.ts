// CIDR: addresses and networks, IPv4 and IPv6, read once and compared as numbers.

import { isIPv4, isIPv6 } from 'node:net';

/** An IP address as a number. IPv4 written as IPv6 (`::ffff:10.0.0.1`) is IPv4. */
export interface IpAddress {
  family: 4 | 6;
  value: bigint;
}

/** All addresses from `first` to `last`, both counted. */
export interface Network {
  family: 4 | 6;
  first: bigint;
  last: bigint;
}

const mapped = 0xffffn << 32n;

/** Reads `10.20.0.1`, `2001:db8::1`, `::ffff:10.20.0.1` or `fe80::1%eth0`; undefined for anything else. */
export function parseAddress(text: string): IpAddress | undefined {
  if (isIPv4(text)) return { family: 4, value: number4(text) };
  const [bare = ''] = text.split('%');
  if (!isIPv6(bare)) return undefined;
  const value = number6(bare);
  return value >> 32n === 0xffffn ? { family: 4, value: value - mapped } : { family: 6, value };
}

/**
 * Reads `10.20.0.0/16`, `2001:db8::/32` or one address. A text that is none is answered with what is wrong with it,
 * so that nobody can take it for a network.
 */
export function parseNetwork(text: string): Network | { fault: string } {
  const [, address = '', length] = /^([^/\s%]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const read = parseAddress(address);
  if (!read)
    return { fault: 'is no network — write an address and a prefix length, for example 10.20.0.0/16' };
  const width = read.family === 4 ? 32 : 128;
  const skipped = isIPv6(address) && read.family === 4 ? 96 : 0; // ::ffff:10.0.0.0/104 is 10.0.0.0/8
  const prefix = length === undefined ? width : Number(length) - skipped;
  if (prefix < 0 || prefix > width || /^0\d/.test(length ?? ''))
    return { fault: `has a prefix length that cannot be — it goes from /${skipped} to /${width + skipped}` };
  const hosts = (1n << BigInt(width - prefix)) - 1n;
  const first = read.value & ~hosts;
  if (first !== read.value)
    return {
      fault: `has bits behind its prefix — did you mean "${printAddress({ ...read, value: first })}/${prefix}"?`,
    };
  return { family: read.family, first, last: first + hosts };
}

/** Whether all of `inner` lies in `outer`. */
export const holds = (outer: Network, inner: Network): boolean =>
  outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;

/** A test for addresses in any of the networks: each family sorted and joined once, then searched by halves. */
export function networkTest(networks: Network[]): (address: IpAddress) => boolean {
  const ranges = {
    4: joined(networks.filter(({ family }) => family === 4)),
    6: joined(networks.filter(({ family }) => family === 6)),
  };
  return ({ family, value }) => {
    const sorted = ranges[family];
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle]?.last ?? 0n) < value) low = middle + 1;
      else high = middle;
    }
    const found = sorted[low];
    return found !== undefined && found.first <= value;
  };
}

function joined(networks: Network[]): Network[] {
  const sorted = [...networks].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const ranges: Network[] = [];
  for (const network of sorted) {
    const before = ranges.at(-1);
    if (before && network.first <= before.last + 1n) {
      if (network.last > before.last) ranges[ranges.length - 1] = { ...before, last: network.last };
    } else ranges.push(network);
  }
  return ranges;
}

const number4 = (text: string) => text.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);

function number6(text: string): bigint {
  const plain = text.replace(/\d+\.\d+\.\d+\.\d+$/, tail => {
    const value = number4(tail);
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  });
  const [before = '', after] = plain.split('::');
  const [head, tail] = [groups(before), groups(after ?? '')];
  const gap = after === undefined ? [] : Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...gap, ...tail].reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

const groups = (text: string) => (text === '' ? [] : text.split(':'));

/** The form people read; IPv6 without its longest run of zeros shortened to `::` where it ends in one. */
export function printAddress({ family, value }: IpAddress): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map(shift => (value >> shift) & 0xffn).join('.');
  const words = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - index * 16)) & 0xffffn).toString(16),
  );
  return words.join(':').replace(/(?:(?:^|:)0)+$/, '::');
}
