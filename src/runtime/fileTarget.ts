// File target: what the path of a file of dist/ stands for.

import type { FileEntry, UploadName } from '../contract/manifest.ts';
import type { Content } from './contents.ts';
import type { PackTable } from './packTable.ts';

export interface FileTarget {
  kind: 'file';
  entry: FileEntry;
  /** the model that the inventory gives its phone, as in `phones` */
  inventory: string | undefined;
  /** its bytes, once it was asked for and they are held */
  content: Content | undefined;
}

export interface UploadTarget {
  kind: 'upload';
  upload: UploadName['kind'];
  mac: string;
  /** the name behind the MAC, without what joins them: `app.log` */
  name: string;
  /** the same path is compiled by us, too */
  file: FileEntry | undefined;
}

/** A file is one that phones may PUT, too, where its name is such. */
export function targetOf(
  path: string,
  entry: FileEntry,
  { packs, phones }: { packs: Map<string, PackTable>; phones: Map<string, { model: string }> },
): FileTarget | UploadTarget {
  const { mac } = entry;
  const pack = mac === undefined ? undefined : packs.get(path.slice(1, path.indexOf('/', 1)));
  const inventory = mac === undefined ? undefined : phones.get(mac)?.model;
  if (!pack || mac === undefined) return fileTarget(entry, inventory);
  const upload = pack.uploads.get(path.slice(path.lastIndexOf('/') + 1).replace(mac, '{mac}'));
  return upload
    ? { kind: 'upload', upload: upload.kind, mac, name: upload.name, file: entry }
    : fileTarget(entry, inventory);
}

/** The file that a target reads, where there is one. */
export const fileOf = (target: FileTarget | UploadTarget): FileEntry | undefined =>
  target.kind === 'file' ? target.entry : target.file;

/** `inventory`: the model of its phone, where it has one. */
export const fileTarget = (entry: FileEntry, inventory: string | undefined): FileTarget => ({
  kind: 'file',
  entry,
  inventory,
  content: undefined,
});
