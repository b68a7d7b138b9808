// Inventory: all files' records together, each knowing where it was written.

import type { Document } from '../source/document.ts';
import type { Spot } from '../source/finding.ts';
import type { Path } from '../source/yaml.ts';
import type { SecretTable } from './secrets.ts';
import type {
  CallerWritten,
  ContactWritten,
  DocumentWritten,
  FleetWritten,
  PersonWritten,
  PhoneWritten,
  RouteWritten,
  SiteWritten,
} from './written.ts';

/** One record: its value, the key it stands under, and where any part of it was written. */
export interface Entry<T> {
  /** the file it was written in */
  file: string;
  key: string;
  value: T;
  /** the schema found fault with it: its key counts, its value does not */
  broken: boolean;
  spot(path?: Path, part?: 'key' | 'value'): Spot;
}

export interface Inventory {
  fleet: Entry<FleetWritten>[];
  sites: Entry<SiteWritten>[];
  people: Entry<PersonWritten>[];
  phones: Entry<PhoneWritten>[];
  contacts: Entry<ContactWritten>[];
  callers: Entry<CallerWritten>[];
  routes: Entry<RouteWritten>[];
  secrets: SecretTable;
}

/** A document whose schema was checked: `faults` are the paths that it found fault with. */
export interface CheckedDocument {
  document: Document;
  faults: Path[];
}

/** Gathers the records of all documents, in the order of files. */
export function assemble(documents: CheckedDocument[], secrets: SecretTable): Inventory {
  const inventory: Inventory = {
    fleet: [],
    sites: [],
    people: [],
    phones: [],
    contacts: [],
    callers: [],
    routes: [],
    secrets,
  };
  for (const checked of documents) gather(checked, inventory);
  return inventory;
}

function gather({ document, faults }: CheckedDocument, inventory: Inventory): void {
  if (!isMapping(document.value)) return;
  const written = document.value as DocumentWritten; // whatever the schema found fault with is marked broken below
  const entry = <T>(path: Path, value: unknown): Entry<T> => ({
    file: document.file,
    key: String(path.at(-1)),
    value: value as T, // believed where not broken
    broken:
      faults.length > 0 && faults.some(fault => path.every((step, index) => String(step) === fault[index])),
    spot: (below = [], part = 'value') => document.spot([...path, ...below], part),
  });
  if (written.fleet !== undefined) inventory.fleet.push(entry(['fleet'], written.fleet));
  for (const name of ['sites', 'people', 'callers', 'routes'] as const) {
    const values = written[name];
    if (!isMapping(values)) continue;
    for (const [key, value] of Object.entries(values)) inventory[name].push(entry([name, key], value ?? {}));
  }
  for (const name of ['phones', 'contacts'] as const) {
    const values = written[name];
    if (Array.isArray(values))
      for (const [index, value] of values.entries()) inventory[name].push(entry([name, index], value));
  }
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The records that can be believed. */
export const sound = <T>(entries: Entry<T>[]): Entry<T>[] => entries.filter(({ broken }) => !broken);
