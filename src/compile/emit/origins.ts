// Origins: which file each phone was written in, and which files hold phones and nothing else.

import { type Mac, parseMac } from '../../contract/mac.ts';
import { type CheckedDocument, type Inventory, sound } from '../inventory/inventory.ts';
import { settingsHoldSecrets } from '../inventory/secrets.ts';

export interface Origins {
  phones: Map<Mac, string>;
  /** a change in one of these changes no more than its own phones */
  phonesOnly: Set<string>;
}

/** Tells where phones come from. */
export function originsOf(documents: CheckedDocument[], inventory: Inventory): Origins {
  const phones = new Map<Mac, string>();
  for (const { file, value } of sound(inventory.phones)) {
    const mac = parseMac(String(value.mac));
    if (mac) phones.set(mac, file);
  }
  const mixed = new Set(
    documents.flatMap(({ document }) => (holdsPhonesOnly(document) ? [] : document.file)),
  );
  return { phones, phonesOnly: new Set([...phones.values()].filter(file => !mixed.has(file))) };
}

/** Phones and no secret, which one file too few would leave unused. */
export function holdsPhonesOnly({ value }: CheckedDocument['document']): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(
    ([key, phones]) => key === 'phones' && Array.isArray(phones) && !phones.some(settingsHoldSecrets),
  );
}
