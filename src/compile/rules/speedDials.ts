// Speed dials: an index stands for one contact, in all sites or in one.

import type { Partly } from '../inventory/believe.ts';
import { believed, type Entry, spotOf } from '../inventory/inventory.ts';
import type { ContactWritten } from '../inventory/written.ts';
import { type Company, type Remark, repeated } from './rule.ts';

type Contact = Entry<Partly<ContactWritten>>;

export function* speedDials({ inventory }: Company): Iterable<Remark> {
  const contacts = believed(inventory.contacts).filter(({ value }) => value.speed !== undefined);
  const everywhere = contacts.filter(({ value }) => value.site === undefined);
  yield* doubled(everywhere);
  for (const site of new Set(contacts.flatMap(({ value }) => value.site ?? [])))
    yield* doubled([...unique(everywhere), ...contacts.filter(({ value }) => value.site === site)]);
}

const doubled = (contacts: Contact[]) =>
  repeated(contacts, contact => ({
    key: String(contact.value.speed),
    shown: `speed dial ${contact.value.speed}`,
    spot: spotOf(contact, ['speed']),
  }));

// What is doubled in all sites has been said; a site's list is measured against the first of each.
const unique = (contacts: Contact[]) => [
  ...new Map([...contacts].reverse().map(contact => [contact.value.speed, contact])).values(),
];
