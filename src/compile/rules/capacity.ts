// Capacity: a phone gets no more lines and line keys than its model has.

import type { Partly } from '../inventory/believe.ts';
import { believed, type Entry, spotOf } from '../inventory/inventory.ts';
import type { LineWritten, PhoneWritten } from '../inventory/written.ts';
import type { ModelPlan } from '../packs/pack.ts';
import { modelsOf } from './models.ts';
import type { Company, Remark } from './rule.ts';

export function* capacity({ inventory, packs }: Company): Iterable<Remark> {
  const models = modelsOf(packs);
  for (const phone of believed(inventory.phones)) {
    const model = models.get(phone.value.model ?? '');
    if (model) yield* ofPhone(phone, model);
  }
}

function* ofPhone(phone: Entry<Partly<PhoneWritten>>, model: ModelPlan): Iterable<Remark> {
  const { lines = [], keys = [] } = phone.value;
  if (lines.length > model.lines) {
    yield {
      message: `a ${model.title} registers ${count(model.lines, 'line')}; ${lines.length} are listed — take out ${lines.length - model.lines}`,
      spot: spotOf(phone, ['lines', model.lines]),
    };
    return; // as many keys too many would be told again
  }
  const taken = lines.reduce((sum: number, line) => sum + appearances(line), 0);
  const most = Math.max(model.keys, lines.length) + model.expansionKeys;
  const has = `a ${model.title} has ${most}`;
  if (taken > most) {
    yield {
      message: `the lines take ${count(taken, 'line key')}; ${has} — lower their appearances`,
      spot: spotOf(phone, ['lines']),
    };
    return;
  }
  const over = taken + keys.length - most;
  if (over <= 0) return;
  // The phone works all the same, and a speed dial stands in its directory.
  yield {
    severity: 'warning',
    message: `the lines and keys take ${count(taken + keys.length, 'line key')}; ${has} — from here on they find no key: take out ${over}`,
    spot: spotOf(phone, ['keys', keys.length - over]),
  };
}

const appearances = (line: Partly<LineWritten> | undefined): number =>
  typeof line === 'object' ? (line.appearances ?? 1) : 1;

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
