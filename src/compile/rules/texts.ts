// Texts: everything that a company calls by a name, and where.

import { believed, type Inventory } from '../inventory/inventory.ts';
import type { Spot } from '../source/finding.ts';

export interface Text {
  text: string;
  /** a display name, which is shown and sorted; not a label or a number */
  spot: Spot;
}

/** Names and labels that phones, calls and configuration files show. */
export function* texts(inventory: Inventory): Iterable<Text> {
  for (const list of [believed(inventory.fleet), believed(inventory.people), believed(inventory.contacts)]) {
    for (const { value, spot } of list)
      if (value.name !== undefined) yield { text: value.name, spot: spot(['name']) };
  }
  for (const { value, spot } of believed(inventory.callers)) {
    if (typeof value === 'string') yield { text: value, spot: spot() };
    else if (value.name !== undefined) yield { text: value.name, spot: spot(['name']) };
  }
  for (const { value, spot } of believed(inventory.phones)) {
    for (const list of ['lines', 'keys'] as const) {
      for (const [index, item] of (value[list] ?? []).entries())
        if (typeof item === 'object' && item.label !== undefined)
          yield { text: item.label, spot: spot([list, index, 'label']) };
    }
  }
}
