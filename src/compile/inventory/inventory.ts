// Inventory: all files' records together, each knowing where it was written.

import type { Document } from '../source/document.ts';
import type { Spot } from '../source/finding.ts';
import type { SchemaFault } from '../source/schema.ts';
import type { Path } from '../source/yaml.ts';
import { doubted, type Partly, without } from './believe.ts';
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
  /** the schema found fault with it: its key counts, of its value what `believed` shows */
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

/** A document whose schema was checked. */
export interface CheckedDocument {
  document: Document;
  faults: SchemaFault[];
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
  const faultsOf = byRecord(faults);
  const written = document.value as DocumentWritten; // what the schema found fault with is taken out below
  const entry = <T>(path: Path, value: unknown): Entry<T> => {
    const spot: Entry<T>['spot'] = (below = [], part = 'value') => document.spot([...path, ...below], part);
    const whole = { file: document.file, key: String(path.at(-1)), value: value as T, broken: false, spot }; // believed where not broken
    const own = faultsOf.get(path.join(' '));
    if (!own) return whole;
    const paths = own.flatMap(fault => {
      const doubt = doubted(fault);
      return doubt && doubt.length >= path.length ? [doubt.slice(path.length)] : [];
    });
    return { ...whole, value: without(value, paths) as T, broken: true };
  };
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

/** Faults by the record that they are in: `fleet`, `people 101`, `phones 0`. */
function byRecord(faults: SchemaFault[]): Map<string, SchemaFault[]> {
  const found = new Map<string, SchemaFault[]>();
  for (const fault of faults) {
    const [section = '', name] = fault.path;
    if (section !== 'fleet' && name === undefined) continue;
    const record = section === 'fleet' ? section : `${section} ${name}`;
    const own = found.get(record);
    if (own) own.push(fault);
    else found.set(record, [fault]);
  }
  return found;
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The records that can be believed as a whole: what a plan is made of. */
export const sound = <T>(entries: Entry<T>[]): Entry<T>[] => entries.filter(({ broken }) => !broken);

/** Every record, with so much of it as can be believed: what rules look at, so that no fault hides another. */
export const believed = <T>(entries: Entry<T>[]): Entry<Partly<T>>[] =>
  entries.filter(({ value }) => value !== undefined && value !== null) as Entry<Partly<T>>[]; // a whole is a part, too
