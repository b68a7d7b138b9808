// Directory: what phones list fits the smallest model in use, and a name fits its fields; else it is cut.

import type { Partly } from '../inventory/believe.ts';
import { believed, type Entry, type Inventory, spotOf } from '../inventory/inventory.ts';
import type { PhoneWritten } from '../inventory/written.ts';
import type { ModelPlan } from '../packs/pack.ts';
import type { Spot } from '../source/finding.ts';
import { quoted } from '../source/quote.ts';
import { modelsOf } from './models.ts';
import type { Company, Remark } from './rule.ts';

export function* directory({ inventory, packs, phonesOnly }: Company): Iterable<Remark> {
  yield* tooMany(inventory, modelsOf(packs));
  const limits = new Map(packs.map(({ name, limits }) => [name, limits.nameBytes ?? Infinity]));
  const limitOf = ({ model }: Partly<PhoneWritten>) => limits.get(model?.split('/')[0] ?? '') ?? Infinity;
  for (const phone of believed(inventory.phones)) yield* keysOf(phone, limitOf(phone.value));
  if (phonesOnly) return; // no pack is new among phones, or was its last
  const most = Math.min(...new Set(believed(inventory.phones).map(({ value }) => limitOf(value))));
  for (const list of [listed(inventory), believed(inventory.contacts)])
    for (const entry of list) yield* cut(entry.value.name, most, spotOf(entry, ['name']));
}

function* keysOf(phone: Entry<Partly<PhoneWritten>>, most: number): Iterable<Remark> {
  for (const [index, key] of (phone.value.keys ?? []).entries())
    if (key && 'speed' in key) yield* cut(key.label, most, spotOf(phone, ['keys', index, 'label']));
}

function* cut(name: string | undefined, most: number, spot: Spot): Iterable<Remark> {
  const message = name === undefined ? undefined : tooLong(name, most);
  if (message !== undefined) yield { severity: 'warning', message, spot };
}

const listed = ({ people }: Inventory) => believed(people).filter(({ value }) => value.directory !== false);

/** One warning for each model that holds less than there is, at its first phone. */
function* tooMany(inventory: Inventory, models: Map<string, ModelPlan>): Iterable<Remark> {
  const count = counter(inventory);
  const told = new Set<ModelPlan>();
  for (const phone of believed(inventory.phones)) {
    const model = models.get(phone.value.model ?? '');
    if (!model || model.directory === 0 || told.has(model)) continue;
    const entries = count(phone.value.site ?? '');
    if (entries <= model.directory) continue;
    told.add(model);
    yield overfull(phone, model, entries);
  }
}

const overfull = (phone: Entry<Partly<PhoneWritten>>, model: ModelPlan, entries: number): Remark => ({
  severity: 'warning',
  message: `the directory has ${entries} entries and a ${model.title} holds ${model.directory}: ${entries - model.directory} will be missing there — \`directory: false\` takes a person out, \`site:\` keeps a contact to one site`,
  spot: spotOf(phone, ['model']),
});

/** How many a site's phones list. */
function counter(inventory: Inventory): (site: string) => number {
  const contacts = new Map<string, number>();
  for (const { value } of believed(inventory.contacts))
    contacts.set(value.site ?? '', (contacts.get(value.site ?? '') ?? 0) + 1);
  const everywhere = listed(inventory).length + (contacts.get('') ?? 0);
  return site => everywhere + (site === '' ? 0 : (contacts.get(site) ?? 0));
}

// Phones have a field for the first word of a name and one for the rest.
function tooLong(name: string, most: number): string | undefined {
  if (name.length * 3 <= most) return undefined; // no character has more bytes
  const [first = '', ...rest] = name.normalize('NFC').split(' ');
  const long = [first, rest.join(' ')].find(part => Buffer.byteLength(part) > most);
  if (long === undefined) return undefined;
  return `phones hold ${most} bytes of a first name and of a last name; ${quoted(long)} has ${Buffer.byteLength(long)} and is cut in their directory`;
}
