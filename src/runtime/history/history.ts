// History: what each phone asked for and got, so that "which are stale, silent or in a reboot loop" is one query.

import type { Asked } from '../http/asked.ts';
import type { Handled } from '../http/handle.ts';
import { ownText } from '../ownText.ts';
import type { Dist } from '../release.ts';
import { neighbours } from './neighbours.ts';
import { type Fetched, hasFile, join, newPhone, type PhoneHistory, type Sighting, see } from './phone.ts';
import { type RecentRequest, recentRequests } from './recent.ts';
import { type UnclaimedList, unclaimedList } from './unclaimed.ts';

export interface History {
  /** takes in a request that was answered */
  add(asked: Asked, handled: Handled): void;
  get(mac: string): PhoneHistory | undefined;
  all(): Iterable<PhoneHistory>;
  recent(mac: string): RecentRequest[];
  /** puts back what an earlier run had written down; what was seen since goes before it */
  restore(phone: PhoneHistory, requests: RecentRequest[]): void;
  unclaimed: UnclaimedList;
  /** grows with every change */
  changes(): number;
}

interface Kept {
  phone: PhoneHistory;
  slot: number;
}

const mostStrangers = 2000; // phones that are in no inventory

/** Counts what comes from phones: a request whose user agent no pack knows is no sign of life of anybody's phone. */
export function history(dist: Dist, now: () => number = Date.now): History {
  const phones = new Map<string, Kept>();
  const recent = recentRequests();
  const unclaimed = unclaimedList();
  const nearby = neighbours();
  let strangers = 0;
  let changes = 0;

  const keep = (phone: PhoneHistory): Kept => {
    const kept = { phone, slot: phones.size };
    phones.set(phone.mac, kept);
    return kept;
  };
  const find = (mac: string, sighting: Sighting, isOurs: boolean): Kept | undefined => {
    const known = phones.get(mac);
    if (known) return known;
    if (!isOurs && ++strangers > mostStrangers) return undefined;
    return keep(newPhone(ownText(mac), sighting));
  };

  const add = (asked: Asked, { mac: named, path, phone, inventory, target, entry, reply }: Handled) => {
    if (target === 'none' && inventory === undefined) return;
    const at = Math.floor(now() / 1000);
    const userAgent = asked.header('user-agent') ?? '';
    const { address, method } = asked;
    if (target === 'unclaimed' || (named !== '' && inventory === undefined && !dist.isEmpty()))
      unclaimed.add(
        {
          mac: named,
          address,
          userAgent,
          path,
          reason: phone ? 'not in the inventory' : 'unknown user agent',
        },
        at,
      );
    const mac = named || (phone ? nearby.only(address, at) : '');
    if (!phone || mac === '') return;
    if (named !== '') nearby.see(address, named, at);
    const sighting = { at, address, userAgent, phone, method };
    const kept = find(mac, sighting, inventory !== undefined);
    if (!kept) return;
    changes++;
    see(kept.phone, sighting);
    const what = entry?.path ?? (named === '' ? path : path.replace(named, '{mac}'));
    recent.add(kept.slot, { at, method, path: what, status: reply.status }, entry !== undefined);
    const isTaken = method === 'GET' && (reply.status === 200 || reply.status === 304);
    // A bootstrap that stands in for a name at the root is no file that the phone goes on reading; its own file is.
    const isRead = entry && (entry.mac === mac || entry.path.length === path.length + 'http'.length);
    if (isRead && isTaken) hasFile(kept.phone, entry, at);
  };

  return {
    add,
    get: mac => phones.get(mac)?.phone,
    all: () => [...phones.values()].map(({ phone }) => phone),
    recent: mac => recent.of(phones.get(mac)?.slot ?? Number.MAX_SAFE_INTEGER),
    restore: (phone, requests) => {
      const live = phones.get(phone.mac);
      if (live) return join(live.phone, phone);
      const { slot } = keep({ ...phone, files: phone.files.map(file => sharing(file, dist)) });
      for (const request of requests) recent.add(slot, request, false);
    },
    unclaimed,
    changes: () => changes,
  };
}

// The manifest's own strings in place of equal ones.
function sharing(file: Fetched, dist: Dist): Fetched {
  const entry = dist.current().tables.files.get(file.path.slice('http'.length));
  return entry?.sha256 === file.sha256 ? { path: entry.path, sha256: entry.sha256, at: file.at } : file;
}
