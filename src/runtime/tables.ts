// Tables: the manifest turned into look-ups, once, so that a request is one.

import { globTest } from '../contract/glob.ts';
import type { FileEntry, Manifest, PackEntry, UploadName } from '../contract/manifest.ts';
import { type ReadUserAgent, userAgentReader } from '../contract/userAgent.ts';

export interface PackTable {
  name: string;
  models: Set<string>;
  answers: PackEntry['answers'];
  uploads: UploadTable[];
  /** whether a name is one of the vendor's firmware files */
  isFirmware(name: string): boolean;
}

export interface UploadTable {
  kind: UploadName['kind'];
  /** what stands before and behind the MAC */
  prefix: string;
  suffix: string;
}

export interface Tables {
  manifest: Manifest;
  /** by URL path */
  files: Map<string, FileEntry>;
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
    files.set(file.path.slice(folder.length), file);
    if (file.mac !== undefined && !phones.has(file.mac))
      phones.set(file.mac, file.path.split('/').slice(1, 3).join('/'));
  }
  const packs = new Map(manifest.packs.map(pack => [pack.name, packTable(pack)]));
  return { manifest, files, phones, packs, readUserAgent: userAgentReader(manifest.packs) };
}

function packTable({ name, models, answers, uploads, firmware }: PackEntry): PackTable {
  const tests = firmware.map(globTest);
  return {
    name,
    models: new Set(Object.values(models)),
    answers,
    uploads: uploads.map(({ name: pattern, kind }) => {
      const [prefix = '', suffix = ''] = pattern.split('{mac}');
      return { kind, prefix, suffix };
    }),
    isFirmware: file => tests.some(test => test(file)),
  };
}
