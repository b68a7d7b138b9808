// Access table: the rules of one release turned into look-ups, once. Rules that cannot be read in full open nothing.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AccessData, noRules, type PasswordDigests, readAccess } from '../../contract/access.ts';
import { type IpAddress, networkTest, parseNetwork } from '../../contract/cidr.ts';
import type { FileEntry } from '../../contract/manifest.ts';

export interface AccessTable {
  auth: AccessData['auth'];
  certificates: {
    require: boolean;
    organizations: Set<string>;
    expired: 'refuse' | 'allow';
    exempt: Set<string>;
  };
  /** undefined where all networks may ask */
  allowed: ((address: IpAddress) => boolean) | undefined;
  /** milliseconds */
  firstContact: number;
  users: Map<string, PasswordDigests[]>;
}

const name = 'access.json';

/** Reads the rules of a release; throws where they are not what its manifest says. A manifest without them has none. */
export function loadAccess(folder: string, entryOf: (path: string) => FileEntry | undefined): AccessTable {
  const entry = entryOf(name);
  if (!entry) return accessTable(noRules);
  const bytes = readFileSync(join(folder, name));
  if (createHash('sha256').update(bytes).digest('hex') !== entry.sha256)
    throw new Error(`${name} is not what the manifest says; build again`);
  return accessTable(readAccess(bytes.toString('utf8')));
}

/** Throws for a network that is none. */
export function accessTable(data: AccessData): AccessTable {
  const { auth, certificates, allow, firstContactSeconds, users } = data;
  const { organizations, exempt } = certificates;
  return {
    auth,
    certificates: { ...certificates, organizations: new Set(organizations), exempt: new Set(exempt) },
    allowed: allow && allowList(allow),
    firstContact: firstContactSeconds * 1000,
    users: new Map(Object.entries(users)),
  };
}

/** A test for the networks of an allow-list. Throws an Error that says what is wrong with one, and with an empty list. */
export function allowList(networks: string[]): (address: IpAddress) => boolean {
  const read = networks.map(text => {
    const network = parseNetwork(text.trim());
    if ('fault' in network) throw new Error(`"${text.trim()}" ${network.fault}`);
    return network;
  });
  if (read.length === 0)
    throw new Error('the list of allowed networks is empty, which would refuse every phone');
  return networkTest(read);
}
