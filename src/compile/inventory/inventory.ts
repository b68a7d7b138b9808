// Inventory: all files' records together, each knowing where it was written.

import { type Document, type Place, spotIn } from '../source/document.ts';
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
  const written = document.value as DocumentWritten; // what the schema found fault with is taken out below
  const add = <T>(into: Entry<T>[], section: Entry<T>['section'], key: string, value: unknown): void => {
    const whole = { source, index, section, key, value: value as T, broken: false }; // believed where not broken
    into.push(faults.length === 0 ? whole : doubting(whole, faults));
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

/** A document that names phones and nothing else. */
export const holdsPhonesOnly = ({ value }: Document): boolean =>
  isMapping(value) && Object.keys(value).every(key => key === 'phones');

/** A record of a document that has faults: what of them is its own, and so much of its value as can be believed. */
function doubting<T>(entry: Entry<T>, faults: SchemaFault[]): Entry<T> {
  const place = entry.section === 'fleet' ? ['fleet'] : [entry.section, entry.key];
  const within = (steps: Path) => place.every((step, index) => step === String(steps[index]));
  const paths = faults
    .map(doubted)
    .filter(path => path !== undefined)
    .filter(within)
    .map(steps => steps.slice(place.length));
  const broken = faults.some(fault => within(fault.path));
  return { ...entry, value: without(entry.value, paths) as T, broken };
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The records that can be believed as a whole: what a plan is made of. */
export const sound = <T>(entries: Entry<T>[]): Entry<T>[] => entries.filter(({ broken }) => !broken);

/** Every record, with so much of it as can be believed: what rules look at, so that no fault hides another. */
export const believed = <T>(entries: Entry<T>[]): Entry<Partly<T>>[] =>
  entries.filter(({ value }) => value !== undefined && value !== null) as Entry<Partly<T>>[]; // a whole is a part, too
