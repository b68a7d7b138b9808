// Client: where a request comes from, behind as many proxies as are trusted and no more.

import { type IpAddress, parseAddress, printAddress } from '../../contract/cidr.ts';

export interface Client {
  /** as people read it; IPv4 without `::ffff:` */
  text: string;
  /** undefined for what is no IP address, a Unix socket's for example: it is on no network */
  address(): IpAddress | undefined;
}

/**
 * The client of a request. Each proxy adds to the right of X-Forwarded-For whom it was asked by, so with `proxies` of
 * them the entry that many from the right was written by the outermost; what stands further left anybody may have
 * written. Without a sound entry it is the socket's address.
 */
export function clientOf(socket: string, forwarded: string | undefined, proxies: number): Client {
  const entry = proxies > 0 ? (forwarded ?? '').split(',').at(-proxies) : undefined;
  const address = entry === undefined ? undefined : parseAddress(withoutPort(entry.trim()));
  if (address) return { text: printAddress(address), address: () => address };
  return { text: socket, address: () => parseAddress(socket) };
}

// Some proxies write the client's port, too: `192.0.2.1:4711`, `[2001:db8::1]:4711`.
function withoutPort(entry: string): string {
  const [, v6, v4] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(entry) ?? [];
  return v6 ?? v4 ?? entry;
}

/** What guesses are counted by: an IPv6 customer has a /64 at the least, and may take any address in it. */
export function neighbourhood(client: Client): string {
  const address = client.text.includes(':') ? client.address() : undefined;
  if (address?.family !== 6) return client.text;
  return `${printAddress({ family: 6, value: (address.value >> 64n) << 64n })}/64`;
}
