// Astray: what stands outside every section of a document, told once: behind a stray ---, beside its section, or without one.

import { type Document, markOf } from '../source/document.ts';
import type { Finding } from '../source/finding.ts';
import { quoted } from '../source/quote.ts';
import type { PlacedFault } from '../source/schemaFindings.ts';
import { suggest } from '../source/suggest.ts';
import type { CheckedDocument } from './inventory.ts';
import { fleet } from './schema/fleet.ts';
import { phone } from './schema/records.ts';
import { inventorySchema } from './schema.ts';

export interface Checked extends CheckedDocument {
  /** the faults that are worth telling */
  told: PlacedFault[];
}

/** The findings of a file's documents, in their order. */
export function gathered(documents: Checked[]): Finding[] {
  const strays = documents.map(({ document, told }, index) =>
    index > 0 && isStray(document.value) ? stray(document, told) : undefined,
  );
  return documents.flatMap((checked, index) => {
    const own = strays[index];
    if (own) return own;
    // What a record lacks may stand behind the stray line.
    const isCut = strays[index + 1] !== undefined;
    const told = checked.told.filter(({ fault }) => !isCut || fault.missing === undefined);
    return together(checked.document.value, told);
  });
}

const sections = Object.keys(inventorySchema.properties);

// A later document that holds no section at all.
const isStray = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  Array.isArray(value) ||
  !Object.keys(value).some(namesSection);

// Rightly or misspelt. `lines` is near to `sites`, but a key of its own.
const namesSection = (word: string): boolean =>
  sections.includes(word) ||
  (!Object.values(keysOf).some(fits => fits(word)) && suggest(word, sections) !== undefined);

function stray(document: Document, faults: PlacedFault[]): Finding[] | undefined {
  const { value } = document;
  const [first] = faults;
  if (!first) return undefined;
  const what =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? `${quoted(Object.keys(value)[0] ?? '')} is no section of one`
      : `${Array.isArray(value) ? 'a list' : 'a text'} is none of the inventory`;
  const message = `this line begins a new document, and ${what} — take the line out, if what follows belongs to what stands above it`;
  return [{ ...first.finding, message, spot: markOf(document) }];
}

/** Keys that no section is called by, as one finding where they belong to the same one. */
function together(value: unknown, faults: PlacedFault[]): Finding[] {
  const loose = faults.filter(({ fault }) => fault.part === 'key' && fault.path.length === 1 && fault.word);
  const words = loose.map(({ fault }) => fault.word ?? '');
  const [first] = loose;
  const found = first && home(value as Record<string, unknown>, words); // it has keys
  if (!first || !found || words.some(namesSection)) return faults.map(({ finding }) => finding);
  const { section, remedy } = found;
  const others = faults.filter(
    fault => !loose.includes(fault) && !(fault.fault.path.length === 1 && fault.fault.path[0] === section),
  );
  const belong = words.length === 1 ? 'belongs' : `and ${words.length - 1} more belong`;
  const message = `${quoted(words[0] ?? '')} ${belong} below "${section}:" — ${remedy}`;
  return [{ ...first.finding, message }, ...others.map(({ finding }) => finding)];
}

const indent = 'indent what belongs to it';

// An empty section above them, or the one that has all of them among its keys.
function home(value: Record<string, unknown>, words: string[]) {
  const empty = sections.find(name => Object.hasOwn(value, name) && value[name] === null);
  if (empty !== undefined) return { section: empty, remedy: indent };
  const section = Object.entries(keysOf).find(([, fits]) => words.every(fits))?.[0];
  if (section === undefined) return undefined;
  if (Object.hasOwn(value, section)) return { section, remedy: indent };
  const dash = section === 'phones' ? ', with "- " before the first of a phone' : '';
  return { section, remedy: `write ${section}: above, and ${indent}${dash}` };
}

const keysOf: Record<string, (word: string) => boolean> = {
  people: word => /^\d{1,15}$/.test(word),
  fleet: word => Object.hasOwn(fleet.properties, word),
  phones: word => Object.hasOwn(phone.properties, word),
};
