// Capacity: a phone gets no more lines and line keys than its model has.

import { type Entry, sound } from '../inventory/inventory.ts';
import type { LineWritten, PhoneWritten } from '../inventory/written.ts';
import type { ModelPlan } from '../packs/pack.ts';
import type { Company, Remark } from './rule.ts';

export function* capacity({ inventory, packs }: Company): Iterable<Remark> {
  const models = new Map(
    packs.flatMap(pack => pack.models.map(model => [`${pack.name}/${model.name}`, model])),
  );
  for (const phone of sound(inventory.phones)) {
    const model = models.get(phone.value.model);
    if (model) yield* ofPhone(phone, model);
  }
}

function* ofPhone(phone: Entry<PhoneWritten>, model: ModelPlan): Iterable<Remark> {
  const { lines = [] } = phone.value;
  if (lines.length > model.lines) {
    yield {
      message: `a ${model.title} registers ${count(model.lines, 'line')}; ${lines.length} are listed — take out ${lines.length - model.lines}`,
      spot: phone.spot(['lines', model.lines]),
    };
  }
  const used = lines.reduce((sum: number, line) => sum + appearances(line), 0);
  const most = Math.max(model.keys, 1) + model.expansionKeys;
  if (used > most && lines.length <= model.lines) {
    yield {
      message: `the lines take ${used} line keys; a ${model.title} has ${most}`,
      spot: phone.spot(['lines']),
    };
  }
}

const appearances = (line: LineWritten): number => (typeof line === 'object' ? (line.appearances ?? 1) : 1);

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
