// Origins: which file each phone was written in, and which files hold phones and nothing else.

import { type Mac, parseMac } from '../../contract/mac.ts';
import { type CheckedDocument, type Inventory, sound } from '../inventory/inventory.ts';

export interface Origins {
  phones: Map<Mac, string>;
  /** a change in one of these changes no more than its own phones */
  phonesOnly: Set<string>;
}

/** Tells where phones come from. */
export function originsOf(documents: CheckedDocument[], inventory: Inventory): Origins {
  const phones = new Map<Mac, string>();
  for (const { document, value } of sound(inventory.phones)) {
    const mac = parseMac(String(value.mac));
    if (mac) phones.set(mac, document.source.path);
  }
  const mixed = new Set(
    documents.flatMap(({ document }) => (holdsPhonesOnly(document) ? [] : document.source.path)),
  );
  return { phones, phonesOnly: new Set([...phones.values()].filter(file => !mixed.has(file))) };
}

export function holdsPhonesOnly({ value }: CheckedDocument['document']): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).every(key => key === 'phones');
}
