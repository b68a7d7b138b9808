// Texts: everything that a company calls by a name, and where.

import { believed, type Inventory, spotOf } from '../inventory/inventory.ts';
import type { Spot } from '../source/finding.ts';

export interface Text {
  text: string;
  /** a display name, which is shown and sorted; not a label or a number */
  spot: Spot;
}

/** Names and labels that phones, calls and configuration files show. */
export function* texts(inventory: Inventory): Iterable<Text> {
  for (const list of [believed(inventory.fleet), believed(inventory.people), believed(inventory.contacts)]) {
    for (const entry of list)
      if (entry.value.name !== undefined) yield { text: entry.value.name, spot: spotOf(entry, ['name']) };
  }
  for (const caller of believed(inventory.callers)) {
    const { value } = caller;
    if (typeof value === 'string') yield { text: value, spot: spotOf(caller) };
    else if (value.name !== undefined) yield { text: value.name, spot: spotOf(caller, ['name']) };
  }
  yield* labels(inventory);
}

/** Those of them that stand at phones. */
export function* labels(inventory: Inventory): Iterable<Text> {
  for (const phone of believed(inventory.phones)) {
    for (const list of ['lines', 'keys'] as const) {
      for (const [index, item] of (phone.value[list] ?? []).entries())
        if (typeof item === 'object' && item.label !== undefined)
          yield { text: item.label, spot: spotOf(phone, [list, index, 'label']) };
    }
  }
}
