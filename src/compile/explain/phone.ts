// Phone: every value that a phone ends up with, and where each was written.

import type { Mac } from '../../contract/mac.ts';
import { parseMac } from '../../contract/mac.ts';
import type { Output } from '../compile.ts';
import { sound, spotOf } from '../inventory/inventory.ts';
import { concealAll } from '../inventory/secrets.ts';
import type { PhoneWritten, SettingsWritten } from '../inventory/written.ts';
import { asText } from '../packs/settings.ts';
import type { PhonePlan } from '../plan/plan.ts';
import { readDocuments, spotIn } from '../source/document.ts';
import type { SourceFile } from '../source/file.ts';
import { fileSpot, type Spot } from '../source/finding.ts';
import { type Explained, explained } from './explained.ts';
import { field, fieldsBelow, type Layer, valueAt } from './fields.ts';
import { explainParameters, type LayersOf, type SettingsLayer } from './parameters.ts';

export interface ExplainedPhone {
  phone: PhonePlan;
  fields: Explained[];
  parameters: Explained[];
}

/** Explains the phone of a MAC; undefined where there is none. `templates` are the files that packs were read from. */
export function explainPhone(mac: Mac, company: Output, templates: SourceFile[]): ExplainedPhone | undefined {
  const { plan, inventory, packs } = company;
  const phone = plan.phones.find(phone => phone.mac === mac);
  const entry = sound(inventory.phones).find(({ value }) => parseMac(String(value.mac)) === mac);
  const pack = packs.find(({ name }) => name === phone?.model.pack);
  if (!phone || !entry || !pack) return undefined;
  const layers = layersOf(phone, entry, company);
  const parameters = explainParameters(
    { plan, pack, phone },
    settingsOf(phone, layers, { company, templates }),
  );
  return { phone, fields: fieldsOf(phone, layers), parameters };
}

interface Layers {
  phone: Layer;
  site: Layer | undefined;
  fleet: Layer | undefined;
}

function layersOf(phone: PhonePlan, entry: Layer['entry'], { inventory }: Output): Layers {
  const site = sound(inventory.sites).find(({ key }) => key === phone.site.name);
  const [fleet] = sound(inventory.fleet);
  return {
    phone: { name: 'phone', entry },
    site: site && { name: `site ${site.key}`, entry: site },
    fleet: fleet && { name: 'fleet', entry: fleet },
  };
}

function fieldsOf(phone: PhonePlan, layers: Layers): Explained[] {
  const { site, fleet } = layers;
  const all = [layers.phone, site ?? [], fleet ?? []].flat();
  const written = layers.phone.entry.value as PhoneWritten; // the rules let it through
  return [
    ...field(['mac'], [layers.phone]),
    ...field(['model'], [layers.phone]),
    ...field(['site'], [layers.phone], ''),
    ...field(['timezone'], all, 'UTC'),
    ...field(['language'], all, 'en'),
    ...field(['firmware'], [layers.phone], ''),
    ...field(['sip', 'server'], all),
    ...portField(phone, field(['sip', 'port'], all, '5060'), field(['sip', 'transport'], all)),
    ...field(['sip', 'transport'], all, 'udp'),
    ...field(['sip', 'expires'], all, '3600'),
    ...(written.lines ?? []).flatMap((_, index) => fieldsBelow(['lines', index], layers.phone)),
    ...(written.keys ?? []).flatMap((_, index) => fieldsBelow(['keys', index], layers.phone)),
    ...(fleet ? fieldsBelow(['provisioning'], fleet) : []),
  ];
}

// A transport may bring its port, which nobody wrote.
function portField({ lines }: PhonePlan, ports: Explained[], transports: Explained[]): Explained[] {
  const port = lines[0] && String(lines[0].sip.port);
  const [written] = ports;
  const [from] = transports;
  if (!written || !from || port === undefined || written.said[0].value === port) return ports;
  return explained(written.name, [{ ...from.said[0], value: port }, ...written.said]);
}

function settingsOf(
  { model }: PhonePlan,
  layers: Layers,
  { company, templates }: { company: Output; templates: SourceFile[] },
): LayersOf {
  const { pack } = model;
  // As written: a plan holds the secrets themselves.
  const inventoryLayer = (layer: Layer | undefined, ...below: string[]): SettingsLayer[] => {
    if (!layer) return [];
    const path = ['settings', ...below];
    const written = valueAt(layer.entry.value, path) as SettingsWritten | undefined; // the rules let it through
    const settings = asText(concealAll(written));
    return [{ name: layer.name, settings, spot: name => spotOf(layer.entry, [...path, name]) }];
  };
  const packLayer = (name: string, own: SettingsLayer['settings'], file: string): SettingsLayer => ({
    name,
    settings: own,
    spot: parameter => settingSpot(parameter, `templates/${pack}/${file}`, templates),
  });
  const kit = company.packs.find(({ name }) => name === pack)?.settings ?? {};
  return {
    phone: inventoryLayer(layers.phone),
    site: inventoryLayer(layers.site, pack),
    fleet: [
      ...inventoryLayer(layers.fleet, pack),
      packLayer('model', model.settings, `${model.name}/model.yaml`),
      packLayer('pack', kit, 'pack.yaml'),
    ],
  };
}

function settingSpot(parameter: string, path: string, templates: SourceFile[]): Spot {
  const file = templates.find(file => file.path === path);
  const [document] = file ? readDocuments(file).documents : [];
  return document ? spotIn(document, ['settings', parameter]) : fileSpot(path);
}
