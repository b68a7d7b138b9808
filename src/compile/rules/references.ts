// References: the model, site and people that a record names exist.

import type { Partly } from '../inventory/believe.ts';
import { believed, type Entry, spotOf } from '../inventory/inventory.ts';
import { routeSteps } from '../inventory/routeSteps.ts';
import type { LineWritten, PhoneWritten, RouteWritten } from '../inventory/written.ts';
import type { ModelPlan } from '../packs/pack.ts';
import type { Spot } from '../source/finding.ts';
import { quoted } from '../source/quote.ts';
import { didYouMean } from '../source/suggest.ts';
import { type Directory, directoryOf } from './extensionHints.ts';
import { modelsOf } from './models.ts';
import type { Company, Remark } from './rule.ts';

interface Names {
  /** undefined where a pack could not be read */
  models: Map<string, ModelPlan> | undefined;
  /** undefined where they may stand in a file that cannot be read */
  sites: Set<string> | undefined;
  people: Directory | undefined;
}

export function* references({ inventory, packs, whole, packsWhole }: Company): Iterable<Remark> {
  const names: Names = {
    models: packsWhole ? modelsOf(packs) : undefined,
    sites: whole ? new Set(inventory.sites.map(({ key }) => key)) : undefined,
    people: whole ? directoryOf(inventory) : undefined,
  };
  for (const phone of believed(inventory.phones)) yield* ofPhone(phone, names);
  for (const contact of believed(inventory.contacts)) yield* siteOf(contact, names.sites);
  for (const route of believed(inventory.routes)) yield* ofRoute(route, names);
}

function* ofPhone(phone: Entry<Partly<PhoneWritten>>, { models, sites, people }: Names): Iterable<Remark> {
  const { model, lines = [], keys = [] } = phone.value;
  if (model !== undefined && models && !models.has(model))
    yield { message: `no model ${quoted(model)}${modelHint(model, models)}`, spot: spotOf(phone, ['model']) };
  yield* siteOf(phone, sites);
  for (const [index, line] of lines.entries()) {
    const path = typeof line === 'object' ? ['lines', index, 'person'] : ['lines', index];
    yield* person(lineExtension(line), people, spotOf(phone, path));
  }
  for (const [index, key] of keys.entries())
    if (key && 'blf' in key) yield* person(key.blf, people, spotOf(phone, ['keys', index, 'blf']));
}

function* siteOf(
  record: Entry<{ site?: string | undefined }>,
  sites: Set<string> | undefined,
): Iterable<Remark> {
  const { site } = record.value;
  if (site === undefined || !sites || sites.has(site)) return;
  yield {
    message: `no site ${quoted(site)}${didYouMean(site, sites) || ' — sites stand under "sites:"'}`,
    spot: spotOf(record, ['site']),
  };
}

function* ofRoute(route: Entry<Partly<RouteWritten>>, names: Names): Iterable<Remark> {
  for (const { step, path } of routeSteps(route.value)) {
    for (const [index, extension] of (step.ring ?? []).entries())
      yield* person(extension, names.people, spotOf(route, [...path, 'ring', index]));
    yield* person(step.voicemail, names.people, spotOf(route, [...path, 'voicemail']));
  }
}

function* person(
  written: string | number | undefined,
  people: Directory | undefined,
  spot: Spot,
): Iterable<Remark> {
  const extension = String(written);
  if (written === undefined || !people || people.extensions.has(extension)) return;
  const shown = /^\d+$/.test(extension) ? extension : quoted(extension);
  yield { message: `no person has extension ${shown}${people.hint(extension)}`, spot };
}

/** The extension that a line registers. */
const lineExtension = (line: Partly<LineWritten> | undefined): string | number | undefined =>
  typeof line === 'object' ? line.person : line;

// People write a model as its label, its data sheet or its folder says.
function modelHint(written: string, models: Map<string, ModelPlan>): string {
  const wanted = folded(written);
  for (const [name, { title }] of models) {
    const spellings = [name, name.split('/')[1] ?? '', title, `${name.split('/')[0]} ${title}`];
    if (spellings.some(spelling => folded(spelling) === wanted)) return ` — did you mean "${name}"?`;
  }
  const [example = ''] = models.keys();
  const otherwise = written.includes('/')
    ? ' — `plugtone packs` lists those that there are'
    : ` — a model is written with its pack, for example ${example}; \`plugtone packs\` lists them`;
  return didYouMean(written, models.keys()) || otherwise;
}

const folded = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
