// Directory: no phone is asked to list more people and contacts than its model holds.

import { type Entry, sound } from '../inventory/inventory.ts';
import type { PhoneWritten } from '../inventory/written.ts';
import type { ModelPlan } from '../packs/pack.ts';
import type { Company, Remark } from './rule.ts';

export function* directory({ inventory, packs }: Company): Iterable<Remark> {
  const models = new Map(
    packs.flatMap(pack => pack.models.map(model => [`${pack.name}/${model.name}`, model])),
  );
  const count = counter(inventory);
  const told = new Set<ModelPlan>();
  for (const phone of sound(inventory.phones)) {
    const model = models.get(phone.value.model);
    if (!model || model.directory === 0 || told.has(model)) continue;
    const entries = count(phone.value.site ?? '');
    if (entries <= model.directory) continue;
    told.add(model); // once a model: a fleet has many phones of it
    yield tooMany(phone, model, entries);
  }
}

const tooMany = (phone: Entry<PhoneWritten>, model: ModelPlan, entries: number): Remark => ({
  severity: 'warning',
  message: `the directory has ${entries} entries and a ${model.title} holds ${model.directory}: ${entries - model.directory} will be missing there — \`directory: false\` takes a person out, \`site:\` keeps a contact to one site`,
  spot: phone.spot(['model']),
});

/** How many a site's phones list. */
function counter(inventory: Company['inventory']): (site: string) => number {
  const people = sound(inventory.people).filter(({ value }) => value.directory !== false).length;
  const contacts = new Map<string, number>();
  for (const { value } of sound(inventory.contacts))
    contacts.set(value.site ?? '', (contacts.get(value.site ?? '') ?? 0) + 1);
  const everywhere = people + (contacts.get('') ?? 0);
  return site => everywhere + (site === '' ? 0 : (contacts.get(site) ?? 0));
}
