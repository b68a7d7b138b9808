// State: what a phone's history says of it beside the release that is served.

import type { FileEntry } from '../../contract/manifest.ts';
import type { Tables } from '../tables.ts';
import type { Fetched, PhoneHistory } from './phone.ts';

export type State =
  /** it was heard of, and does not have the files of this release */
  | 'stale'
  /** not heard of for more than a day, or never */
  | 'silent'
  /** it starts again and again */
  | 'loop'
  /** its user agent names another model than the inventory */
  | 'mismatch';

export const states: State[] = ['stale', 'silent', 'loop', 'mismatch'];

/** One phone of the inventory. Times are ISO 8601 and null where the phone was never heard of. */
export interface PhoneRow {
  mac: string;
  pack: string;
  model: string;
  site: string | null;
  firstSeen: string | null;
  lastSeen: string | null;
  address: string | null;
  userAgent: string | null;
  version: string | null;
  /** what its user agent says it is, `pack/model`, where that is not what the inventory says */
  claims: string | null;
  /** whether it has the digests of the release that is served */
  current: boolean;
  states: State[];
  /** starts within the last 24 hours */
  boots: number;
  /** its own configuration as it last took it */
  config: { path: string; sha256: string; at: string } | null;
}

const silentAfter = 26 * 3600; // a phone looks once a night, spread over an hour
const loop = { boots: 5, within: 3600 };
const oneLoad = 600; // seconds within which a phone takes all its files

/** A row for each phone of the inventory, by MAC; `now` in seconds. */
export function phoneRows(
  tables: Tables,
  history: (mac: string) => PhoneHistory | undefined,
  now: number,
): PhoneRow[] {
  const own = ownFiles(tables);
  return [...tables.phones].map(([mac, { model }]) =>
    row({ mac, kind: model, files: own.get(mac) ?? [] }, { tables, history: history(mac), now }),
  );
}

interface Wanted {
  mac: string;
  kind: string;
  files: FileEntry[];
}

function row(
  { mac, kind, files }: Wanted,
  { tables, history, now }: { tables: Tables; history: PhoneHistory | undefined; now: number },
): PhoneRow {
  const [pack = '', model = ''] = kind.split('/');
  const current = history !== undefined && isCurrent(history, files, tables);
  const config = history && ownConfig(history, files, tables);
  const claims = history && history.model !== kind ? history.model : null;
  return {
    mac,
    pack,
    model,
    site: files[0]?.site ?? null,
    firstSeen: history ? iso(history.firstSeen) : null,
    lastSeen: history ? iso(history.lastSeen) : null,
    address: history?.address ?? null,
    userAgent: history?.userAgent ?? null,
    version: history?.version ?? null,
    claims,
    current,
    states: statesOf({ history, current, claims, now }),
    boots: history ? bootsWithin(history, now - 86_400) : 0,
    config: config ? { path: config.path, sha256: config.sha256, at: iso(config.at) } : null,
  };
}

function statesOf({
  history,
  current,
  claims,
  now,
}: { history: PhoneHistory | undefined; now: number } & Pick<PhoneRow, 'current' | 'claims'>): State[] {
  if (!history) return ['silent'];
  const found: State[] = [];
  if (!current) found.push('stale');
  if (now - history.lastSeen > silentAfter) found.push('silent');
  if (bootsWithin(history, now - loop.within) >= loop.boots) found.push('loop');
  if (claims !== null) found.push('mismatch');
  return found;
}

const bootsWithin = ({ boots }: PhoneHistory, since: number) => boots.filter(at => at > since).length;

// It has all files of its own as they are now, and of the shared ones those that it took together with them.
function isCurrent({ files }: PhoneHistory, own: FileEntry[], { files: all }: Tables): boolean {
  const taken = new Map(files.map(file => [file.path, file]));
  if (!own.every(({ path, sha256 }) => taken.get(path)?.sha256 === sha256)) return false;
  const load = Math.max(...own.map(({ path }) => taken.get(path)?.at ?? 0));
  return files.every(({ path, sha256, at }) => {
    const now = all.get(path.slice('http'.length));
    return now === undefined || now.sha256 === sha256 || at < load - oneLoad;
  });
}

// Of its own files the newest that it cannot change itself.
function ownConfig({ files }: PhoneHistory, own: FileEntry[], { targetAt }: Tables): Fetched | undefined {
  const paths = new Set(own.map(({ path }) => path));
  return files.findLast(
    ({ path }) => paths.has(path) && targetAt(path.slice('http'.length))?.kind === 'file',
  );
}

function ownFiles({ files }: Tables): Map<string, FileEntry[]> {
  const own = new Map<string, FileEntry[]>();
  for (const file of files.values()) {
    if (file.mac === undefined) continue;
    const list = own.get(file.mac);
    if (list) list.push(file);
    else own.set(file.mac, [file]);
  }
  return own;
}

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
