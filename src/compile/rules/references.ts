// References: the model, site and people that a record names exist.

import type { Entry } from '../inventory/inventory.ts';
import { sound } from '../inventory/inventory.ts';
import { routeSteps } from '../inventory/routeSteps.ts';
import type { LineWritten, PhoneWritten, RouteWritten } from '../inventory/written.ts';
import type { Spot } from '../source/finding.ts';
import { didYouMean } from '../source/suggest.ts';
import type { Company, Remark } from './rule.ts';

interface Names {
  models: Set<string>;
  sites: Set<string>;
  people: Set<string>;
}

export function* references({ inventory, packs, whole }: Company): Iterable<Remark> {
  if (!whole) return; // it may stand in the file that cannot be read
  const names: Names = {
    models: new Set(packs.flatMap(pack => pack.models.map(model => `${pack.name}/${model.name}`))),
    sites: new Set(inventory.sites.map(({ key }) => key)),
    people: new Set(inventory.people.map(({ key }) => key)),
  };
  for (const phone of sound(inventory.phones)) yield* ofPhone(phone, names);
  for (const route of sound(inventory.routes)) yield* ofRoute(route, names);
}

function* ofPhone(phone: Entry<PhoneWritten>, { models, sites, people }: Names): Iterable<Remark> {
  const { model, site, lines = [], keys = [] } = phone.value;
  if (!models.has(model))
    yield {
      message: `no model "${model}"${didYouMean(model, models) || modelHint(model, models)}`,
      spot: phone.spot(['model']),
    };
  if (site !== undefined && !sites.has(site)) {
    yield {
      message: `no site "${site}"${didYouMean(site, sites) || ' — sites stand under "sites:"'}`,
      spot: phone.spot(['site']),
    };
  }
  for (const [index, line] of lines.entries()) {
    const path = isPlain(line) ? ['lines', index] : ['lines', index, 'person'];
    yield* person(lineExtension(line), people, phone.spot(path));
  }
  for (const [index, key] of keys.entries())
    if ('blf' in key) yield* person(String(key.blf), people, phone.spot(['keys', index, 'blf']));
}

function* ofRoute(route: Entry<RouteWritten>, names: Names): Iterable<Remark> {
  for (const { step, path } of routeSteps(route.value)) {
    for (const [index, extension] of (step.ring ?? []).entries())
      yield* person(String(extension), names.people, route.spot([...path, 'ring', index]));
    if (step.voicemail !== undefined)
      yield* person(String(step.voicemail), names.people, route.spot([...path, 'voicemail']));
  }
}

function* person(extension: string, people: Set<string>, spot: Spot): Iterable<Remark> {
  if (people.has(extension)) return;
  yield {
    message: `no person has extension ${extension}${didYouMean(extension, people) || ' — people stand under "people:" by extension'}`,
    spot,
  };
}

const isPlain = (line: LineWritten): line is string | number => typeof line !== 'object';

/** The extension that a line registers. */
export const lineExtension = (line: LineWritten): string => String(isPlain(line) ? line : line.person);

function modelHint(model: string, models: Set<string>): string {
  const same = [...models].find(name => name.endsWith(`/${model}`));
  if (same !== undefined) return ` — did you mean "${same}"?`;
  const [example = ''] = models;
  return model.includes('/')
    ? ' — `plugtone packs` lists those that there are'
    : ` — a model is written with its pack, for example ${example}`;
}
