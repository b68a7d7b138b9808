// Secret places: every place of the inventory where `!secret path` may stand.

import type { Spot } from '../source/finding.ts';
import type { Path } from '../source/yaml.ts';
import type { Partly } from './believe.ts';
import { believed, type Entry, type Inventory, spotOf } from './inventory.ts';
import type { Secret, SettingsWritten } from './written.ts';

export interface SecretPlace {
  /** undefined where nothing stands that can be believed */
  secret: Partly<Secret> | undefined;
  spot: Spot;
}

/** Where nothing but a secret should stand: a password or PIN. */
export function* passwordPlaces(inventory: Inventory): Iterable<SecretPlace> {
  for (const person of believed(inventory.people)) {
    const { password, voicemail } = person.value;
    yield { secret: password, spot: spotOf(person, ['password']) };
    const pin = typeof voicemail === 'object' ? voicemail.pin : undefined;
    if (typeof pin === 'object') yield { secret: pin, spot: spotOf(person, ['voicemail', 'pin']) };
  }
  for (const fleet of believed(inventory.fleet)) {
    const { password, also = [] } = fleet.value.provisioning?.auth ?? {};
    const place = ['provisioning', 'auth'];
    yield { secret: password, spot: spotOf(fleet, [...place, 'password']) };
    for (const [index, secret] of also.entries())
      yield { secret, spot: spotOf(fleet, [...place, 'also', index]) };
  }
}

/** Settings that are secrets, or should be: what stands for a password, or is meant to be looked up. */
export function* settingPlaces(inventory: Inventory): Iterable<SecretPlace> {
  for (const entry of [...believed(inventory.fleet), ...believed(inventory.sites)])
    for (const [pack, settings] of Object.entries(entry.value.settings ?? {}))
      yield* ofSettings(entry, ['settings', pack], settings);
  for (const entry of believed(inventory.phones))
    yield* ofSettings(entry, ['settings'], entry.value.settings);
}

function* ofSettings(
  entry: Entry<unknown>,
  path: Path,
  settings: Partly<SettingsWritten> = {},
): Iterable<SecretPlace> {
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined || typeof value === 'boolean') continue;
    if (typeof value === 'object' || isPassword.test(name) || /^!?secret /.test(String(value)))
      yield { secret: value, spot: spotOf(entry, [...path, name]) };
  }
}

const isPassword = /(?:password|passphrase|_pass)$/i; // as vendors name them
