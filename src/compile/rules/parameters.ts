// Parameters: vendor settings have names and values that the vendor knows.

import { type Entry, sound, spotOf } from '../inventory/inventory.ts';
import { concealAll } from '../inventory/secrets.ts';
import type { PhoneWritten, SettingsWritten } from '../inventory/written.ts';
import { type Catalogue, checkParameter, isMissingFrom, parameterOf } from '../packs/catalogue.ts';
import type { Pack } from '../packs/pack.ts';
import { asText, type Settings } from '../packs/settings.ts';
import { didYouMean } from '../source/suggest.ts';
import type { Path } from '../source/yaml.ts';
import { nameFault } from './characters.ts';
import type { Company, Remark } from './rule.ts';

interface Layer {
  entry: Entry<unknown>;
  path: Path;
  pack: string;
  settings: Settings;
  /** what lies underneath: of the fleet, and of a phone's site */
  under: Settings;
  /** of a phone */
  model?: string;
}

export function* parameters({ inventory, packs, packsWhole }: Company): Iterable<Remark> {
  const vendors = new Map(packs.map(pack => [pack.name, pack]));
  for (const layer of layers(inventory)) {
    const pack = vendors.get(layer.pack);
    const catalogue = pack?.catalogue();
    if (pack && catalogue) yield* ofLayer(layer, pack, catalogue);
    else if (!pack && packsWhole && layer.model === undefined) {
      yield {
        message: `no pack "${layer.pack}"${didYouMean(layer.pack, vendors.keys())}`,
        spot: spotOf(layer.entry, layer.path, 'key'),
      };
    }
  }
}

type PackSettings = Record<string, SettingsWritten> | undefined;

function* layers(inventory: Company['inventory']): Iterable<Layer> {
  const [fleet] = sound(inventory.fleet);
  const sites = new Map(sound(inventory.sites).map(site => [site.key, site.value.settings]));
  for (const entry of sound(inventory.fleet)) yield* ofPacks(entry, entry.value.settings, undefined);
  for (const entry of sound(inventory.sites))
    yield* ofPacks(entry, entry.value.settings, fleet?.value.settings);
  for (const entry of sound(inventory.phones)) {
    if (entry.value.settings)
      yield ofPhone(entry, [fleet?.value.settings, sites.get(entry.value.site ?? '')]);
  }
}

function* ofPacks(entry: Entry<unknown>, settings: PackSettings, under: PackSettings): Iterable<Layer> {
  for (const [pack, own] of Object.entries(settings ?? {}))
    yield { entry, path: ['settings', pack], pack, settings: known(own), under: known(under?.[pack]) };
}

function ofPhone(entry: Entry<PhoneWritten>, under: PackSettings[]): Layer {
  const { model, settings } = entry.value;
  const [pack = '', name = ''] = model.split('/');
  const below = Object.assign({}, ...under.map(layer => known(layer?.[pack])));
  return { entry, path: ['settings'], pack, settings: known(settings), under: below, model: name };
}

// A secret's value is nobody's to read: an empty one is always right.
const known = (settings: SettingsWritten | undefined) => asText(concealAll(settings, () => ''));

function* ofLayer(layer: Layer, pack: Pack, catalogue: Catalogue): Iterable<Remark> {
  const { entry, path, settings, under } = layer;
  for (const [name, value] of Object.entries(settings)) {
    if (nameFault(name, pack) !== undefined) continue; // told of its characters
    const spot = (part: 'key' | 'value') => spotOf(entry, [...path, name], part);
    const fault = checkParameter(name, value, catalogue);
    if (fault) yield { severity: fault.severity, message: fault.message, spot: spot(fault.part) };
    const message = unknownToModel(name, layer, { pack, catalogue });
    if (message !== undefined) yield { severity: 'warning', message, spot: spot('key') };
    const needs = parameterOf(name, catalogue)?.needs ?? [];
    const missing = needs.filter(need => (settings[need] ?? under[need]) !== '1');
    if (missing.length > 0) yield { message: inVain(name, missing), spot: spot('key') };
  }
}

const inVain = (name: string, missing: string[]) =>
  `${name} has no effect without ${missing.map(need => `"${need}: 1"`).join(' and ')} beside it`;

// A phone's own setting that its software has not.
function unknownToModel(
  name: string,
  layer: Layer,
  { pack, catalogue }: { pack: Pack; catalogue: Catalogue },
): string | undefined {
  const model = pack.models.find(({ name }) => name === layer.model);
  const generation = String(model?.data['software']);
  const parameter = parameterOf(name, catalogue);
  if (!model || !parameter || !pack.complete.includes(generation)) return undefined;
  return isMissingFrom(generation, parameter)
    ? `software ${generation} has no parameter "${name}": a ${model.title} will not know it`
    : undefined;
}
