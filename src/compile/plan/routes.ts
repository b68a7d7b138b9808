// Routes: what dialled numbers do, with names resolved to dial strings and hours to minutes.

import type { Dialling, Route, Speech, When } from '../../contract/routes.ts';
import { listed, readDays, readHours } from '../inventory/hours.ts';
import { sound } from '../inventory/inventory.ts';
import { routeKey } from '../inventory/routeKey.ts';
import type { FleetWritten, RouteWritten, WhenWritten } from '../inventory/written.ts';
import type { Lookup } from './lookup.ts';
import { durationSeconds } from './quantity.ts';

const ringSeconds = 20;
const dialSeconds = 60;

/** The routes by the key of routes.json. */
export function planRoutes(lookup: Lookup): Map<string, Route> {
  const routes = sound(lookup.inventory.routes).flatMap(({ key, value }) => {
    const found = routeKey(key, lookup.fleet.numbering);
    return 'number' in found ? [[found.number, planStep(value, lookup)] as const] : [];
  });
  return new Map(routes.sort(([a], [b]) => (a < b ? -1 : 1))); // whatever the order of files
}

function planStep(written: RouteWritten, lookup: Lookup): Route {
  const { ring, dial, say, voicemail, goto } = written;
  if (ring) return planDialling(written, ringStrings(written, lookup), lookup);
  if (dial !== undefined) return planDialling(written, [dial], lookup);
  if (written.when) return planWhen(written, written.when, lookup);
  if (say !== undefined) return { say: planSpeech(say, lookup), ...next('then', written, lookup) };
  if (voicemail !== undefined) return { voicemail: String(voicemail) };
  if (goto !== undefined) return { goto: String(goto).replace(/[\s()\-/]/g, '') };
  return { hangup: typeof written.hangup === 'string' ? written.hangup : 'normal' };
}

type Following = 'then' | 'else' | 'busy' | 'noanswer' | 'unavailable';

function next(name: Following, written: RouteWritten, lookup: Lookup): { [name in Following]?: Route } {
  const step = written[name];
  return step ? { [name]: planStep(step, lookup) } : {};
}

function planDialling(written: RouteWritten, dial: string[], lookup: Lookup): Dialling {
  const usual = written.ring ? ringSeconds : dialSeconds;
  return {
    dial,
    seconds: written.for === undefined ? usual : durationSeconds(written.for),
    ...next('busy', written, lookup),
    ...next('noanswer', written, lookup),
    ...next('unavailable', written, lookup),
    ...next('else', written, lookup),
  };
}

/** All phones of all people at once, or of one person after the other. */
function ringStrings({ ring = [], order }: RouteWritten, { inventory }: Lookup): string[] {
  const driver = sound(inventory.fleet)[0]?.value.asterisk?.driver ?? 'pjsip';
  const strings = ring.map(extension => phonesOf(String(extension), driver));
  return order === 'each' ? strings : [strings.join('&')];
}

/** What Asterisk dials for an extension: every phone that has registered it. Asterisk fills the braces in at the call. */
export function phonesOf(extension: string, driver: NonNullable<FleetWritten['asterisk']>['driver']): string {
  return driver === 'sip' ? `SIP/${extension}` : `\${PJSIP_DIAL_CONTACTS(${extension})}`;
}

function planSpeech(say: NonNullable<RouteWritten['say']>, { fleet }: Lookup): Speech {
  if (say === 'datetime') return { datetime: fleet.timezone };
  return 'digits' in say ? { digits: String(say.digits) } : say;
}

function planWhen(written: RouteWritten, when: WhenWritten, lookup: Lookup): Route {
  const then = next('then', written, lookup).then ?? { hangup: 'normal' as const }; // a rule has asked for it
  return { when: whenOf(when, lookup), then, ...next('else', written, lookup) };
}

/** The hours in the zone, and without the holidays, of their site, else of the fleet. */
function whenOf({ days, hours, timezone, site = '', holidays }: WhenWritten, lookup: Lookup): When {
  const { inventory, sites, fleet } = lookup;
  const own = sound(inventory.sites).find(({ key }) => key === site)?.value.holidays;
  return {
    zone: timezone ?? sites.get(site)?.timezone ?? fleet.timezone,
    days: [...new Set(listed(days).flatMap(text => readDays(text) ?? []))].sort(),
    hours: listed(hours).flatMap(text => {
      const span = readHours(text);
      return span ? [span] : [];
    }),
    holidays: holidays ?? own ?? sound(inventory.fleet)[0]?.value.holidays ?? [],
  };
}
