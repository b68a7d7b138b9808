// Parameters: vendor settings have names and values that the vendor knows.

import type { Entry } from '../inventory/inventory.ts';
import { sound } from '../inventory/inventory.ts';
import type { SettingsWritten } from '../inventory/written.ts';
import { type Catalogue, checkParameter, parameterOf } from '../packs/catalogue.ts';
import { asText, type Settings } from '../packs/settings.ts';
import { didYouMean } from '../source/suggest.ts';
import type { Path } from '../source/yaml.ts';
import type { Company, Remark } from './rule.ts';

interface Layer {
  entry: Entry<unknown>;
  path: Path;
  pack: string;
  settings: Settings;
}

export function* parameters({ inventory, packs }: Company): Iterable<Remark> {
  const vendors = new Map(packs.map(pack => [pack.name, pack]));
  for (const layer of layers(inventory)) {
    const pack = vendors.get(layer.pack);
    if (!pack) {
      yield {
        message: `no pack "${layer.pack}"${didYouMean(layer.pack, vendors.keys())}`,
        spot: layer.entry.spot(layer.path, 'key'),
      };
      continue;
    }
    const catalogue = pack.catalogue();
    if (catalogue) yield* ofLayer(layer, catalogue);
  }
}

function* layers(inventory: Company['inventory']): Iterable<Layer> {
  for (const entry of [...sound(inventory.fleet), ...sound(inventory.sites)]) {
    for (const [pack, settings] of Object.entries(entry.value.settings ?? {}))
      yield layer(entry, ['settings', pack], { pack, settings });
  }
  for (const entry of sound(inventory.phones)) {
    const { settings, model } = entry.value;
    const [pack = ''] = model.split('/');
    if (settings) yield layer(entry, ['settings'], { pack, settings });
  }
}

const layer = (
  entry: Entry<unknown>,
  path: Path,
  { pack, settings }: { pack: string; settings: SettingsWritten },
): Layer => ({
  entry,
  path,
  pack,
  settings: asText(settings),
});

function* ofLayer({ entry, path, settings }: Layer, catalogue: Catalogue): Iterable<Remark> {
  for (const [name, value] of Object.entries(settings)) {
    const fault = checkParameter(name, value, catalogue);
    if (fault)
      yield {
        severity: fault.severity,
        message: fault.message,
        spot: entry.spot([...path, name], fault.part),
      };
    for (const need of parameterOf(name, catalogue)?.needs ?? []) {
      if (settings[need] === '1') continue;
      yield {
        message: `${name} has no effect without "${need}: 1" beside it`,
        spot: entry.spot([...path, name], 'key'),
      };
    }
  }
}
