// Parameters: a phone's vendor parameters as they reach it, each with the layers underneath.

import { originOf } from '../emit/origin.ts';
import { type Printed, printOnly } from '../emit/output.ts';
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

/** Every parameter in the phone's own files, its site's and the company's; a narrower file wins over a wider one. */
export function explainParameters(asked: Asked, layers: LayersOf): Explained[] {
  const said = new Map<string, Said[]>();
  for (const scope of widening) {
    for (const printed of printedBy(scope, asked)) {
      for (const name of namesIn(printed, layers[scope])) {
        const before = said.get(name) ?? [];
        said.set(name, [
          ...before,
          ...saidIn(name, printed, { layers, scope, pack: asked.pack }).filter(isNew(before)),
        ]);
      }
    }
  }
  const names = [...said.keys()].sort(new Intl.Collator('en', { numeric: true }).compare);
  const secrets = secretsOf(asked);
  return names.flatMap(name => {
    const all = said.get(name) ?? [];
    return explained(name, all, looksSecret(name) || all.some(({ value }) => secrets.has(value)));
  });
}

// Not every vendor's names tell a password: those that this phone may hold are known.
function secretsOf({ plan, phone }: Asked): Set<string> {
  const people = phone.lines.map(({ person }) => person);
  const all = [
    ...people.flatMap(({ password, voicemail }) => [password, voicemail?.pin ?? '']),
    ...plan.provisioning.auth.passwords,
    phone.login.password,
    ...plan.settingSecrets,
  ];
  return new Set(all.filter(secret => secret !== ''));
}

// A layer is told once, where it first comes into force.
const isNew = (before: Said[]) => (one: Said) =>
  one.layer === 'template' || !before.some(({ layer }) => layer === one.layer);

const namesIn = ({ own, over }: Printed, layers: SettingsLayer[]): Set<string> =>
  new Set([
    ...Object.keys(own),
    ...Object.keys(over),
    ...layers.flatMap(({ settings }) => Object.keys(settings)),
  ]);

// A file's own layers, and those of wider ones where its template lays them over its own values.
function saidIn(
  name: string,
  { own, over, template }: Printed,
  { layers, scope, pack }: { layers: LayersOf; scope: Output['for']; pack: Pack },
): Said[] {
  const laid = Object.hasOwn(over, name) ? widening.flatMap(wider => layers[wider]) : layers[scope];
  const written = laid.flatMap(({ settings, name: layer, spot }): Said[] => {
    const value = settings[name];
    return value === undefined ? [] : [{ value, layer, spot: spot(name) }];
  });
  const value = own[name];
  const spot = originOf(name, pack, template);
  return value === undefined ? written : [...written, { value, layer: 'template', spot }];
}

/** What templates print of parameters, the later output first: it is nearer to the phone. */
function printedBy(scope: Output['for'], { plan, pack, phone }: Asked): Printed[] {
  const outputs = pack.outputs.filter(
    output => output.for === scope && (scope === 'phone' || perModel(output)),
  );
  return outputs.reverse().flatMap(output => {
    const printed = printOnly({ plan, pack, output, vendors: [] }, subjectOf(scope, phone));
    return printed ? [{ ...printed, own: { ...literally(printed, output), ...printed.own } }] : [];
  });
}

// Parameters that a template writes out by itself.
function literally({ text, over }: Printed, { parameters, format }: Output): Settings {
  const found: Settings = {};
  if (parameters)
    eachPrinted(text, format, (name, value) => {
      if (!Object.hasOwn(over, name)) found[name] = meant(value, format);
    });
  return found;
}

function subjectOf(scope: Output['for'], phone: PhonePlan): Subject {
  const { model, site } = phone;
  if (scope === 'phone') return { model, site, phone };
  return scope === 'site' ? { model, site } : { model };
}

const looksSecret = (name: string) =>
  /(?<!by)pass|secret|\.pin$|\.key$/i.test(name) && !name.endsWith('.set');
