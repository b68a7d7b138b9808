// Directory: whom phones list, for each language and for sites with contacts of their own.

import type { ContactPlan, DirectoryEntry, PersonPlan } from './plan.ts';

/** Finds the directory of a site (empty for the fleet's); equal directories are one array, so that they are made once. */
export type Directories = (site: string, language: string) => DirectoryEntry[];

/**
 * Directories over all people and contacts: everybody but `directory: false`, each phone's own person among them, for
 * one file serves all phones; contacts of all sites and of the site itself.
 */
export function planDirectories(people: PersonPlan[], contacts: ContactPlan[]): Directories {
  const listed = people
    .filter(({ directory }) => directory)
    .map(({ name, extension }) => ({ name, number: extension, speed: 0 }));
  const made = new Map<string, DirectoryEntry[]>();
  return (site, language) => {
    const own = contacts.filter(contact => contact.site === site && site !== '');
    const key = `${own.length > 0 ? site : ''} ${language}`;
    const shared = contacts.filter(contact => contact.site === '');
    const found = made.get(key) ?? sorted([...listed, ...[...shared, ...own].map(entryOf)], language);
    made.set(key, found);
    return found;
  };
}

const entryOf = ({ name, number, speed }: ContactPlan): DirectoryEntry => ({ name, number, speed });

// A number stands once, for phones find an entry by it: a contact may rename a person, a site's contact any other.
function sorted(entries: DirectoryEntry[], language: string): DirectoryEntry[] {
  const order = new Intl.Collator(known(language), { sensitivity: 'variant', numeric: true });
  const once = new Map<string, DirectoryEntry>();
  for (const entry of entries) once.set(entry.number, entry);
  return [...once.values()].sort((a, b) => order.compare(a.name, b.name) || (a.number < b.number ? -1 : 1));
}

// A language that is none (`en_US`) sorts as English does.
function known(language: string): string {
  try {
    return Intl.Collator.supportedLocalesOf(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

const used = new WeakMap<DirectoryEntry[], Map<string, number>>();

/** Speed-dial indices for numbers that are keys: a directory's own index for that number, or the lowest that nobody has. */
export function speedIndices(numbers: string[], directory: DirectoryEntry[]): number[] {
  const speeds = used.get(directory) ?? speedsOf(directory);
  used.set(directory, speeds);
  const taken = new Set(speeds.values());
  const given = new Map(speeds);
  return numbers.map(number => {
    const known = given.get(number);
    if (known !== undefined) return known;
    let free = 1;
    while (taken.has(free)) free++;
    taken.add(free);
    given.set(number, free);
    return free;
  });
}

const speedsOf = (directory: DirectoryEntry[]): Map<string, number> =>
  new Map(directory.filter(({ speed }) => speed > 0).map(({ number, speed }) => [number, speed]));
