// Rule: what a JSON Schema cannot say. One rule a file; its name is printed in brackets.

import type { Inventory } from '../inventory/inventory.ts';
import type { Pack } from '../packs/pack.ts';
import type { Finding, Spot } from '../source/finding.ts';

/** What rules look at. */
export interface Company {
  inventory: Inventory;
  packs: Pack[];
  /** every file could be read: what is not there is missing */
  whole: boolean;
  /** every pack could be read */
  packsWhole: boolean;
  /** the year whose clock changes phones are told */
  year: number;
  /** all that is no phone is as it was when nothing was wrong with it: what is said of it alone need not be found again */
  phonesOnly: boolean;
}

/** What a rule says; its name is added by the list of rules. */
export type Remark = Omit<Finding, 'rule' | 'severity'> & { severity?: Finding['severity'] };

export type Rule = (company: Company) => Iterable<Remark>;

/**
 * Reports every entry after the first that has the same key, naming the first one's place. `record` is where the entry
 * begins: what two records have by the same anchor or merge has one place only.
 */
export function* repeated<T>(
  entries: Iterable<T>,
  look: (entry: T) => { key: string; shown: string | (() => string); spot: Spot; record?: Spot } | undefined,
): Iterable<Remark> {
  const first = new Map<string, T>();
  for (const entry of entries) {
    const found = look(entry);
    if (!found) continue;
    const { key, shown, spot, record } = found;
    const known = first.get(key);
    const earlier = known && look(known)?.spot;
    if (!earlier) first.set(key, entry);
    else
      yield {
        message: `${typeof shown === 'string' ? shown : shown()} is already in use — keep one of the two`,
        spot: record ? apart(spot, { earlier, record }) : spot,
        related: { message: 'first written here', spot: earlier },
      };
  }
}

const apart =
  (spot: Spot, { earlier, record }: { earlier: Spot; record: Spot }): Spot =>
  () => {
    const [own, other] = [spot(), earlier()];
    const isSame = own.file === other.file && own.line === other.line && own.column === other.column;
    return isSame ? record() : own;
  };
