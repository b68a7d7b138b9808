// Tables: the manifest turned into look-ups, once, so that a request is one.

import { globTest } from '../contract/glob.ts';
import type { FileEntry, Manifest, PackEntry, UploadName } from '../contract/manifest.ts';
import { type ReadUserAgent, userAgentReader } from '../contract/userAgent.ts';
import type { Content } from './contents.ts';
import { ownText } from './ownText.ts';

export interface PackTable {
  name: string;
  models: Set<string>;
  answers: PackEntry['answers'];
  /** by the name with `{mac}` where the MAC stands */
  uploads: Map<string, UploadTable>;
  /** whether a name is one of the vendor's firmware files */
  isFirmware(name: string): boolean;
}

export interface UploadTable {
  kind: UploadName['kind'];
  /** what stands behind the MAC, without what joins them: `app.log` */
  name: string;
}

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

export interface Tables {
  manifest: Manifest;
  /** by URL path */
  files: Map<string, FileEntry>;
  /** what the path of each file stands for: the file, or an upload where phones may PUT that name */
  targets: Map<string, FileTarget | UploadTarget>;
  /** model of each phone in the inventory, `pack/model`, by MAC */
  phones: Map<string, string>;
  packs: Map<string, PackTable>;
  readUserAgent: ReadUserAgent;
}

const folder = 'http';

/** Everything that serving needs, worked out from a manifest. */
export function buildTables(manifest: Manifest): Tables {
  const files = new Map<string, FileEntry>();
  const phones = new Map<string, string>();
  for (const file of manifest.files) {
    if (!file.path.startsWith(`${folder}/`)) continue;
    files.set(ownText(file.path.slice(folder.length)), file);
    if (file.mac !== undefined && !phones.has(file.mac)) phones.set(file.mac, modelOf(file.path));
  }
  const packs = new Map(manifest.packs.map(pack => [pack.name, packTable(pack)]));
  const targets = new Map<string, FileTarget | UploadTarget>();
  for (const [path, entry] of files) targets.set(path, targetOf(path, entry, { packs, phones }));
  return {
    manifest,
    files,
    targets,
    phones,
    packs,
    readUserAgent: remembered(userAgentReader(manifest.packs)),
  };
}

function targetOf(
  path: string,
  entry: FileEntry,
  { packs, phones }: Pick<Tables, 'packs' | 'phones'>,
): FileTarget | UploadTarget {
  const { mac } = entry;
  const pack = mac === undefined ? undefined : packs.get(path.slice(1, path.indexOf('/', 1)));
  const inventory = mac === undefined ? undefined : phones.get(mac);
  if (!pack || mac === undefined) return fileTarget(entry, inventory);
  const upload = pack.uploads.get(path.slice(path.lastIndexOf('/') + 1).replace(mac, '{mac}'));
  return upload
    ? { kind: 'upload', upload: upload.kind, mac, name: upload.name, file: entry }
    : fileTarget(entry, inventory);
}

/** `inventory`: the model of its phone, where it has one. */
export const fileTarget = (entry: FileEntry, inventory: string | undefined): FileTarget => ({
  kind: 'file',
  entry,
  inventory,
  content: undefined,
});

// The same few words for thousands of phones: each is kept once.
const models = new Map<string, string>();

function modelOf(path: string): string {
  const model = path.split('/', 3).slice(1).join('/');
  const known = models.get(model);
  if (known !== undefined) return known;
  models.set(model, model);
  return model;
}

const mostRemembered = 5000;

// Reading a user agent costs more than all else in a request, and phones say the same each time.
function remembered(read: ReadUserAgent): ReadUserAgent {
  const known = new Map<string, ReturnType<ReadUserAgent>>();
  return header => {
    const before = known.get(header);
    if (before !== undefined || known.has(header)) return before;
    if (known.size >= mostRemembered) known.clear();
    const phone = read(header);
    known.set(ownText(header), phone);
    return phone;
  };
}

function packTable({ name, models, answers, uploads, firmware }: PackEntry): PackTable {
  const tests = firmware.map(globTest);
  return {
    name,
    models: new Set(Object.values(models)),
    answers,
    uploads: new Map(
      uploads.map(({ name, kind }) => [
        name,
        { kind, name: (name.split('{mac}')[1] ?? '').replace(/^[-_.]+/, '') },
      ]),
    ),
    isFirmware: file => tests.some(test => test(file)),
  };
}
