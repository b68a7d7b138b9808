// Parameters: a phone's vendor parameters as they reach it, each with the layers underneath.

import { originOf } from '../emit/origin.ts';
import { printedWith } from '../emit/output.ts';
import { eachPrinted, meant } from '../emit/printed.ts';
import { perModel, type Subject } from '../emit/subject.ts';
import type { Output, Pack } from '../packs/pack.ts';
import type { Settings } from '../packs/settings.ts';
import type { FleetPlan, PhonePlan } from '../plan/plan.ts';
import type { Spot } from '../source/finding.ts';
import { type Explained, explained, type Said } from './explained.ts';

/** Settings of one layer, and where each of them stands. */
export interface SettingsLayer {
  name: string;
  settings: Settings;
  spot(parameter: string): Spot;
}

/** The layers of settings whose values go into the files for a phone, for its site and for all, the highest first. */
export type LayersOf = Record<Output['for'], SettingsLayer[]>;

export interface Asked {
  plan: FleetPlan;
  pack: Pack;
  phone: PhonePlan;
}

const widening: Output['for'][] = ['phone', 'site', 'fleet'];

/** Every parameter in the phone's own file, its site's and the company's; a narrower file wins over a wider one. */
export function explainParameters(asked: Asked, layers: LayersOf): Explained[] {
  const said = new Map<string, Said[]>();
  for (const scope of widening) {
    const printed = printedBy(scope, asked);
    for (const name of new Set([
      ...printed.keys(),
      ...layers[scope].flatMap(({ settings }) => Object.keys(settings)),
    ])) {
      const own = printed.get(name);
      const written = layers[scope].flatMap(layer => settingOf(name, layer));
      said.set(name, [...(said.get(name) ?? []), ...written, ...(own ? [own] : [])]);
    }
  }
  const names = [...said.keys()].sort(new Intl.Collator('en', { numeric: true }).compare);
  return names.flatMap(name => explained(name, said.get(name) ?? [], looksSecret(name)));
}

function settingOf(name: string, { settings, name: layer, spot }: SettingsLayer): Said[] {
  const value = settings[name];
  return value === undefined ? [] : [{ value, layer, spot: spot(name) }];
}

// What templates say themselves, without any settings; of several files the later one, which is nearer to the phone.
function printedBy(scope: Output['for'], { plan, pack, phone }: Asked): Map<string, Said> {
  const found = new Map<string, Said>();
  for (const output of pack.outputs) {
    if (!output.parameters || output.for !== scope || !(scope === 'phone' || perModel(output))) continue;
    const printed = printedWith({ plan, pack, output }, subjectOf(scope, phone), {});
    if (!printed) continue;
    eachPrinted(printed.text, output.format, (name, value) =>
      found.set(name, {
        value: meant(value, output.format),
        layer: 'template',
        spot: originOf(name, pack, printed.template),
      }),
    );
  }
  return found;
}

function subjectOf(scope: Output['for'], phone: PhonePlan): Subject {
  const { model, site } = phone;
  if (scope === 'phone') return { model, site, phone };
  return scope === 'site' ? { model, site } : { model };
}

const looksSecret = (name: string) =>
  /passw(?:or)?d|secret|\.pin$|\.key$/i.test(name) && !name.endsWith('.set');
