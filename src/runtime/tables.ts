// Tables: the manifest turned into look-ups, once, so that a request is one. What a file's entry says is worked out when it is asked for.

import type { FileEntry, Manifest, ManifestHead } from '../contract/manifest.ts';
import { type ReadUserAgent, userAgentReader } from '../contract/userAgent.ts';
import { type FileTarget, fileOf, targetOf, type UploadTarget } from './fileTarget.ts';
import { type Listed, listedIn, type Note, openManifest } from './manifestFile.ts';
import { ownText } from './ownText.ts';
import { type PackTable, packTable, remembered } from './packTable.ts';
import { atOnce, each, type Steps, stepwise } from './turns.ts';

/** What the inventory says of a phone. */
export interface PhonePlace {
  /** `pack/model` */
  model: string;
  /** empty for none */
  site: string;
}

/** Files below http/ by URL path; one whose entry cannot be read is not there. */
export interface Files {
  readonly size: number;
  get(path: string): FileEntry | undefined;
  values(): Iterable<FileEntry>;
}

export interface Tables {
  manifest: ManifestHead;
  files: Files;
  /** what the path of a file stands for: the file, or an upload where phones may PUT that name; throws where its entry cannot be read */
  targetAt(path: string): FileTarget | UploadTarget | undefined;
  /** the entry of a file that is not below http/ */
  besides(path: string): FileEntry | undefined;
  /** by MAC */
  phones: Map<string, PhonePlace>;
  packs: Map<string, PackTable>;
  readUserAgent: ReadUserAgent;
  /** reads all entries, a little at a time, and then closes; rejects where one cannot be read, when the others were */
  complete(): Promise<void>;
  /** no entry is wanted that was not asked for yet: one cannot be read any more */
  close(): void;
}

/** Everything that serving needs, worked out from a manifest. */
export const buildTables = (manifest: Manifest): Tables => atOnce(tablesOf(note => listedIn(manifest, note)));

/** The same from a file. Throws an Error that says what is wrong where it is no whole manifest. */
export const loadTables = (path: string): Steps<Tables> => tablesOf(note => openManifest(path, note));

function* tablesOf(list: (note: Note) => Steps<Listed>): Steps<Tables> {
  const targets = new Map<string, FileTarget | UploadTarget | number>(); // a number: its entry was not asked for yet
  const others = new Map<string, number>();
  const phones = new Map<string, PhonePlace>();
  const placeOf = phonePlaces();
  const { head, entryAt, close } = yield* list((name, place, mac, site) => {
    const isServed = name.startsWith('/');
    (isServed ? targets : others).set(name, place);
    if (isServed && mac !== undefined && !phones.has(mac)) phones.set(mac, placeOf(name, site));
  });
  const packs = new Map(head.packs.map(pack => [pack.name, packTable(pack)]));

  const entryOf = (path: string, place: number): FileEntry => {
    try {
      const entry = entryAt(place);
      if (entry.path === path) return entry;
    } catch (error) {
      throw new Error(`manifest.json says nothing sound of ${path}`, { cause: error });
    }
    throw new Error(`manifest.json was changed in place: it had ${path} where it has another file now`);
  };
  const targetAt = (path: string): FileTarget | UploadTarget | undefined => {
    const found = targets.get(path);
    if (typeof found !== 'number') return found;
    const target = targetOf(path, entryOf(`http${path}`, found), { packs, phones });
    targets.set(path, target);
    return target;
  };
  const fileAt = (path: string): FileEntry | undefined => {
    try {
      const target = targetAt(path);
      return target && fileOf(target);
    } catch {
      return undefined;
    }
  };
  return {
    manifest: head,
    files: {
      size: targets.size,
      get: fileAt,
      *values() {
        for (const path of targets.keys()) {
          const entry = fileAt(path);
          if (entry) yield entry;
        }
      },
    },
    targetAt,
    besides: path => {
      const place = others.get(path);
      return place === undefined ? undefined : entryOf(path, place);
    },
    phones,
    packs,
    readUserAgent: remembered(userAgentReader(head.packs)),
    close,
    complete: async () => {
      let fault: unknown;
      const reading = each(targets.keys(), path => {
        try {
          targetAt(path);
        } catch (error) {
          fault ??= error;
        }
      });
      await stepwise(reading);
      close();
      if (fault !== undefined) throw fault;
    },
  };
}

// The same few words for thousands of phones: each pair is kept once.
function phonePlaces(): (url: string, site?: string) => PhonePlace {
  const known = new Map<string, PhonePlace>();
  return (url, site = '') => {
    const model = url.split('/', 3).slice(1).join('/');
    const key = `${model} ${site}`;
    const before = known.get(key);
    if (before) return before;
    const place = { model: ownText(model), site: ownText(site) };
    known.set(ownText(key), place);
    return place;
  };
}
