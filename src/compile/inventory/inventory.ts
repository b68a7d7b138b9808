// Inventory: all files' records together, each knowing where it was written.

import { type Document, type Place, spotIn } from '../source/document.ts';
import type { Spot } from '../source/finding.ts';
import type { SchemaFault } from '../source/schema.ts';
import type { Path } from '../source/yaml.ts';
import { doubted, type Partly, without } from './believe.ts';
import { type SecretTable, settingsHoldSecrets } from './secrets.ts';
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

/** One record: its value and where it was written. Lean: there is one for each phone and each person. */
export interface Entry<T> extends Place {
  section: keyof DocumentWritten;
  /** the key it stands under in its section, or its index there */
  key: string;
  value: T;
  /** the schema found fault with it: its key counts, of its value what `believed` shows */
  broken: boolean;
}

/** Where any part of a record was written. */
export function spotOf(entry: Entry<unknown>, path: Path = [], part: 'key' | 'value' = 'value'): Spot {
  const { section, key } = entry;
  return spotIn(entry, section === 'fleet' ? [section, ...path] : [section, key, ...path], part);
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
export function assemble(documents: Iterable<CheckedDocument>, secrets: SecretTable): Inventory {
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
  const { source, index } = document;
  const faultsOf = byRecord(faults);
  const written = document.value as DocumentWritten; // what the schema found fault with is taken out below
  const add = <T>(into: Entry<T>[], section: Entry<T>['section'], key: string, value: unknown): void => {
    const whole = { source, index, section, key, value: value as T, broken: false }; // believed where not broken
    const own = faultsOf.get(section === 'fleet' ? section : `${section} ${key}`);
    into.push(own ? doubting(whole, own) : whole);
  };
  if (written.fleet !== undefined) add(inventory.fleet, 'fleet', 'fleet', written.fleet);
  for (const name of ['sites', 'people', 'callers', 'routes'] as const) {
    const values = written[name];
    if (!isMapping(values)) continue;
    for (const key of Object.keys(values)) add<unknown>(inventory[name], name, key, values[key] ?? {});
  }
  for (const name of ['phones', 'contacts'] as const) {
    const values = written[name];
    if (!Array.isArray(values)) continue;
    for (const [at, value] of values.entries()) add<unknown>(inventory[name], name, String(at), value);
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

/** A document that holds phones and no secret, which one file too few would leave unused. */
export const holdsPhonesOnly = ({ value }: Document): boolean =>
  isMapping(value) &&
  Object.entries(value).every(
    ([key, phones]) => key === 'phones' && Array.isArray(phones) && !phones.some(settingsHoldSecrets),
  );

/** A record with faults of its own: so much of its value as can be believed. */
function doubting<T>(entry: Entry<T>, faults: SchemaFault[]): Entry<T> {
  const depth = entry.section === 'fleet' ? 1 : 2;
  const paths = faults.flatMap(fault => {
    const doubt = doubted(fault);
    return doubt && doubt.length >= depth ? [doubt.slice(depth)] : [];
  });
  return { ...entry, value: without(entry.value, paths) as T, broken: true };
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The records that can be believed as a whole: what a plan is made of. */
export const sound = <T>(entries: Entry<T>[]): Entry<T>[] => entries.filter(({ broken }) => !broken);

/** Every record, with so much of it as can be believed: what rules look at, so that no fault hides another. */
export const believed = <T>(entries: Entry<T>[]): readonly Entry<Partly<T>>[] =>
  (entries.every(isThere) ? entries : entries.filter(isThere)) as Entry<Partly<T>>[]; // a whole is a part, too

const isThere = ({ value }: Entry<unknown>) => value !== undefined && value !== null;
