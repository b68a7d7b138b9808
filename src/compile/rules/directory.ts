// Directory: what phones list fits the smallest model in use, and a name fits its fields; else it is cut.

import { believed, type Inventory } from '../inventory/inventory.ts';
import type { ModelPlan } from '../packs/pack.ts';
import { quoted } from '../source/quote.ts';
import { modelsOf } from './models.ts';
import type { Company, Remark } from './rule.ts';

export function* directory({ inventory, packs }: Company): Iterable<Remark> {
  yield* tooMany(inventory, modelsOf(packs));
  const used = new Set(believed(inventory.phones).map(({ value }) => value.model?.split('/')[0]));
  const most = Math.min(
    ...packs.filter(({ name }) => used.has(name)).map(({ limits }) => limits.nameBytes ?? Infinity),
  );
  for (const list of [
    believed(inventory.people).filter(({ value }) => value.directory !== false),
    believed(inventory.contacts),
  ]) {
    for (const { value, spot } of list) {
      const cut = value.name === undefined ? undefined : tooLong(value.name, most);
      if (cut !== undefined) yield { severity: 'warning', message: cut, spot: spot(['name']) };
    }
  }
}

/** One warning for each model that holds less than there is, at its first phone. */
function* tooMany({ people, contacts, phones }: Inventory, models: Map<string, ModelPlan>): Iterable<Remark> {
  const entries = believed(people).filter(({ value }) => value.directory !== false).length + contacts.length;
  const told = new Set<ModelPlan>();
  for (const { value, spot } of believed(phones)) {
    const model = models.get(value.model ?? '');
    const own = value.keys?.length ?? 0;
    if (!model || told.has(model) || entries + own <= model.directory) continue;
    told.add(model);
    yield {
      severity: 'warning',
      message: `the directory has ${entries + own} entries and a ${model.title} holds ${model.directory}: it lists the first — set directory: false for people whom nobody looks up`,
      spot: spot(['model']),
    };
  }
}

// Phones have a field for the first word of a name and one for the rest.
function tooLong(name: string, most: number): string | undefined {
  const [first = '', ...rest] = name.normalize('NFC').split(' ');
  const long = [first, rest.join(' ')].find(part => Buffer.byteLength(part) > most);
  if (long === undefined) return undefined;
  return `phones hold ${most} bytes of a first name and of a last name; ${quoted(long)} has ${Buffer.byteLength(long)} and is cut in their directory`;
}
