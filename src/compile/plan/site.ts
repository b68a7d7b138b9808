// Site: where phones stand, with the fleet's values under its own.

import { sound } from '../inventory/inventory.ts';
import { revealAll, type SecretTable } from '../inventory/secrets.ts';
import type { SettingsWritten, SipWritten, SiteWritten } from '../inventory/written.ts';
import { asText, type Settings } from '../packs/settings.ts';
import { clockOf } from './clock.ts';
import type { Lookup } from './lookup.ts';
import type { SipPlan, SitePlan } from './plan.ts';

/** Plans every site, and the nameless one for phones that have none, into the look-up; by name, the nameless one first. */
export function planSites(lookup: Lookup): void {
  const written = new Map(sound(lookup.inventory.sites).map(site => [site.key, site.value]));
  for (const name of ['', ...[...written.keys()].sort()])
    lookup.sites.set(name, planSite(name, written.get(name) ?? {}, lookup));
  for (const { value } of sound(lookup.inventory.phones)) {
    const [site, model] = [lookup.sites.get(value.site ?? ''), lookup.models.get(value.model)];
    if (site && model && !site.models.includes(model)) site.models.push(model);
  }
  for (const site of lookup.sites.values()) site.models.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function planSite(
  name: string,
  written: SiteWritten,
  { fleet, year, directories, inventory }: Lookup,
): SitePlan {
  const timezone = written.timezone ?? fleet.timezone;
  const language = written.language ?? fleet.language;
  return {
    name,
    timezone,
    clock: clockOf(timezone, year),
    language,
    sip: planSip(fleet.sip, written.sip),
    settings: planSettings(written.settings, inventory.secrets),
    directory: directories(name, language),
    models: [],
  };
}

/** What is written lies over what is underneath; a transport over TLS, or back, brings its own usual port (RFC 3261, 19.1.2). */
export function planSip(under: SipPlan, written?: SipWritten): SipPlan {
  if (written === undefined) return under;
  const { transport = under.transport } = written;
  const moved = (transport === 'tls') !== (under.transport === 'tls');
  return { ...under, ...(moved && { port: transport === 'tls' ? 5061 : 5060 }), ...written };
}

/** Vendor parameters by pack, as the strings that files hold. */
export function planSettings(
  written: Record<string, SettingsWritten> = {},
  secrets: SecretTable,
): Record<string, Settings> {
  return Object.fromEntries(
    Object.entries(written).map(([pack, settings]) => [pack, asText(revealAll(settings, secrets))]),
  );
}
