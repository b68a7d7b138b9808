// Permit: who may have what. All of it: docs/security.md has the same table, and a test compares them.

import { openFolder } from '../../contract/access.ts';
import type { FileEntry } from '../../contract/manifest.ts';
import type { Matter } from '../http/gate.ts';
import type { Tables } from '../tables.ts';
import type { AccessTable } from './table.ts';

/** What is asked for, by whom it may be had. */
export type Asset =
  /** bootstrap files, firmware, and what is not there in any case */
  | { kind: 'open' }
  /** files of a model, a site or all phones; `model` is `pack/model`, both empty where the file is not for one */
  | { kind: 'shared'; model: string; site: string }
  /** a phone's files, there or not, and what it sends us */
  | { kind: 'own'; mac: string };

/** Who has proven to be whom. */
export type Who =
  | { kind: 'nobody' }
  /** somebody with the password of all phones */
  | { kind: 'fleet' }
  | { kind: 'phone'; mac: string; by: 'password' | 'certificate' | 'first contact' };

/** `prove`: not without proof. */
export type Verdict = 'yes' | 'prove' | { reason: string };

/** What a request is for. A name that phones may PUT is its phone's, but for reading one that is compiled, too. */
export function assetOf({ mac, target }: Matter, method: string, tables: Tables): Asset {
  if (target.kind === 'file') return fileAsset(target.entry, tables);
  if (target.kind === 'upload') {
    if (method === 'PUT') return { kind: 'own', mac: target.mac };
    if (target.file) return fileAsset(target.file, tables);
    return target.mac === nobody ? { kind: 'open' } : { kind: 'own', mac: target.mac };
  }
  // Whether a phone is in git is not told to anybody else: its missing files are its own, too.
  return target.kind === 'none' && mac !== '' ? { kind: 'own', mac } : { kind: 'open' };
}

// What all phones ask for instead of a name with their MAC.
const nobody = '000000000000';

function fileAsset({ path, mac, site = '' }: FileEntry, tables: Tables): Asset {
  const url = path.slice('http'.length);
  if (url.startsWith(openFolder)) return { kind: 'open' };
  return mac === undefined ? { kind: 'shared', model: modelOf(url, tables), site } : { kind: 'own', mac };
}

function modelOf(path: string, { packs }: Tables): string {
  const [, pack = '', model = '', file] = path.split('/');
  return file !== undefined && packs.get(pack)?.models.has(model) ? `${pack}/${model}` : '';
}

/** Whether anything here needs proof. */
export const asksProof = ({ auth, certificates }: AccessTable): boolean =>
  auth.scheme !== 'none' || certificates.require;

/** Judges one request. `tables` and `access` are of the same release. */
export function permit(
  asset: Asset,
  who: Who,
  { tables, access }: { tables: Tables; access: AccessTable },
): Verdict {
  if (asset.kind === 'open' || !asksProof(access)) return 'yes';
  if (who.kind === 'nobody') return 'prove';
  if (
    access.certificates.require &&
    !(who.kind === 'phone' && who.by === 'certificate') &&
    !isExempt(asset, who, access)
  )
    return { reason: 'a client certificate is required' };
  if (who.kind === 'fleet') return 'yes';
  const phone = tables.phones.get(who.mac);
  if (phone === undefined) return { reason: 'a phone that is not in the inventory' };
  if (asset.kind === 'own') return asset.mac === who.mac ? 'yes' : { reason: "another phone's" };
  if (asset.model !== '' && asset.model !== phone.model) return { reason: "another model's" };
  if (asset.site !== '' && asset.site !== phone.site) return { reason: "another site's" };
  return 'yes';
}

// With the password of all phones the path says whose file it is; shared files are for the exempt, too.
function isExempt(asset: Asset, who: Who, { certificates: { exempt } }: AccessTable): boolean {
  if (who.kind === 'phone') return exempt.has(who.mac);
  return asset.kind === 'own' ? exempt.has(asset.mac) : exempt.size > 0;
}
