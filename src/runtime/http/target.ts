// Target: what a path stands for, by look-ups in the tables.

import type { PhoneKind } from '../../contract/userAgent.ts';
import { type FileTarget, fileOf, fileTarget, type UploadTarget } from '../fileTarget.ts';
import type { PackTable } from '../packTable.ts';
import type { Tables } from '../tables.ts';

/** Files on disk below the firmware folder, in the order in which they are looked for. */
export interface FirmwareTarget {
  kind: 'firmware';
  candidates: string[];
}

export type { UploadTarget };

export type Target =
  | FileTarget
  | FirmwareTarget
  | UploadTarget
  /** a name that an unprovisioned phone asks for, from a user agent that no pack knows */
  | { kind: 'unclaimed' }
  | { kind: 'none' };

/** Finds what a path stands for; `phone` is who the user agent says is asking. */
export function findTarget(path: string, phone: PhoneKind | undefined, tables: Tables): Target {
  const target = tables.targetAt(path) ?? findUpload(path, tables);
  if (target) return target;
  const [, first = '', second = '', ...rest] = path.split('/');
  if (second === '' && rest.length === 0) return atRoot(first, phone, tables);
  const pack = tables.packs.get(first);
  return pack?.models.has(second) ? firmware(pack, second, rest.join('/')) : { kind: 'none' };
}

function atRoot(name: string, phone: PhoneKind | undefined, tables: Tables): Target {
  const pack = phone && tables.packs.get(phone.pack);
  if (!phone || !pack) return isAsked(name, tables) ? { kind: 'unclaimed' } : { kind: 'none' };
  for (const { ask, answer } of pack.answers) {
    const mac = asked(name, ask);
    if (mac === undefined) continue;
    const found = tables.targetAt(`/${answer.replace('{model}', phone.model).replace('{mac}', mac)}`);
    const entry = found && fileOf(found);
    if (entry) return fileTarget(entry, tables.phones.get(mac)?.model);
  }
  return firmware(pack, phone.model, name);
}

function isAsked(name: string, { packs }: Tables): boolean {
  return [...packs.values()].some(({ answers }) => answers.some(({ ask }) => asked(name, ask) !== undefined));
}

/** The MAC in a name that has the form of `ask`: empty where the form has none, undefined where the name is another. */
function asked(name: string, ask: string): string | undefined {
  const [prefix = '', suffix] = ask.split('{mac}');
  return suffix === undefined ? (name === ask ? '' : undefined) : between(name, prefix, suffix);
}

function firmware(pack: PackTable, model: string, name: string): Target {
  if (!pack.isFirmware(name)) return { kind: 'none' };
  return { kind: 'firmware', candidates: [`${pack.name}/${model}/${name}`, `${pack.name}/${name}`] };
}

// Uploads lie at the root or in a model's folder.
function findUpload(path: string, { packs }: Tables): UploadTarget | undefined {
  const [, first = '', second = '', third = '', ...more] = path.split('/');
  if (more.length > 0 || (second !== '') !== (third !== '')) return undefined;
  const mac = someMac.exec(third || first)?.[0];
  if (mac === undefined) return undefined;
  const pattern = (third || first).replace(mac, '{mac}');
  const candidates =
    second === '' ? packs.values() : packs.get(first)?.models.has(second) ? [packs.get(first)] : [];
  for (const pack of candidates) {
    const upload = pack?.uploads.get(pattern);
    if (upload) return { kind: 'upload', upload: upload.kind, mac, name: upload.name, file: undefined };
  }
  return undefined;
}

const someMac = /[0-9a-f]{12}/;
const twelve = /^[0-9a-f]{12}$/;

function between(name: string, prefix: string, suffix: string): string | undefined {
  if (
    name.length !== prefix.length + 12 + suffix.length ||
    !name.startsWith(prefix) ||
    !name.endsWith(suffix)
  )
    return undefined;
  const mac = name.slice(prefix.length, prefix.length + 12);
  return twelve.test(mac) ? mac : undefined;
}
