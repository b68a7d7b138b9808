// The plan: the company with every default filled and every name resolved. What templates see.

import type { AccessData, DigestAlgorithm } from '../../contract/access.ts';
import type { Caller } from '../../contract/callers.ts';
import type { Mac } from '../../contract/mac.ts';
import type { Numbering } from '../../contract/numbering.ts';
import type { Route } from '../../contract/routes.ts';
import type { ModelPlan } from '../packs/pack.ts';
import type { Settings } from '../packs/settings.ts';
import type { AsteriskPlan } from './asterisk.ts';
import type { Clock } from './clock.ts';

export interface SipPlan {
  server: string;
  port: number;
  transport: 'udp' | 'tcp' | 'tls';
  /** seconds */
  expires: number;
}

export interface FleetPlan {
  name: string;
  /** ISO 3166, two letters */
  country: string;
  /** BCP 47, `en` */
  language: string;
  timezone: string;
  clock: Clock;
  provisioning: ProvisioningPlan;
  sip: SipPlan;
  asterisk: AsteriskPlan;
  dhcp: { subnets: SubnetPlan[] };
  /** how long and how much of a phone's logs the runtime keeps */
  logs: { keepDays: number; maxBytes: number };
  numbering: Numbering;
  /** vendor parameters of all phones, by pack */
  settings: Record<string, Settings>;
  settingSecrets: string[]; // of all `settings`: they stand in no file that can be had without proof
  sites: SitePlan[];
  people: PersonPlan[];
  phones: PhonePlan[];
  contacts: ContactPlan[];
  /** people and fleet-wide contacts that phones list, sorted for the fleet's language */
  directory: DirectoryEntry[];
  /** caller-ID names by the key of callers.json */
  callers: Map<string, Caller>;
  routes: Map<string, Route>;
}

export interface ProvisioningPlan {
  /** without a trailing slash: `http://prov.example.com:8080` */
  url: string;
  /** nightly look for new config: `01:00`, and over how many minutes phones spread (0: all at once) */
  poll: { time: string; until: string; randomMinutes: number };
  auth: AuthPlan;
  /** networks that phones ask from; undefined for all */
  allow: string[] | undefined;
  certificates: AccessData['certificates'];
  /** how long a phone that never proved itself gets its own files without proof; 0 for never */
  firstContactSeconds: number;
  /** what happens to settings changed at the phone */
  overrides: 'refuse' | 'keep';
}

export interface AuthPlan {
  scheme: 'none' | 'basic' | 'digest';
  algorithms: DigestAlgorithm[];
  perPhone: boolean;
  /** of all phones, where it is not each phone's own */
  user: string;
  /** live ones, the newest first; where perPhone, what phones' passwords are derived from */
  passwords: string[];
}

/** What a phone shows to get its files; both empty where it needs none. */
export interface LoginPlan {
  user: string;
  password: string;
}

export interface SubnetPlan {
  /** CIDR, `10.20.0.0/24` */
  subnet: string;
  range: string;
  router: string;
}

/** A site; a phone without one belongs to the site with the empty name, which has the fleet's values. */
export interface SitePlan {
  name: string;
  timezone: string;
  clock: Clock;
  language: string;
  sip: SipPlan;
  /** this site's own vendor parameters, by pack */
  settings: Record<string, Settings>;
  /** what its phones list, sorted for its language; the very array of the fleet or another site where they list the same */
  directory: DirectoryEntry[];
  /** models of the phones that stand there */
  models: ModelPlan[];
}

export interface PersonPlan {
  extension: string;
  name: string;
  password: string;
  email: string;
  /** E.164, `+12565550101` */
  numbers: string[];
  /** listed in the phones' directory */
  directory: boolean;
  voicemail: { pin: string } | undefined;
}

export interface PhonePlan {
  mac: Mac;
  /** the inventory file it is written in */
  file: string;
  model: ModelPlan;
  site: SitePlan;
  /** what the phone itself is called: its first line's label */
  label: string;
  lines: LinePlan[];
  keys: KeyPlan[];
  /** pinned firmware version, or empty */
  firmware: string;
  login: LoginPlan;
  /** this phone's own vendor parameters */
  settings: Settings;
  timezone: string;
  clock: Clock;
  /** BCP 47 */
  language: string;
}

export interface LinePlan {
  /** 1 for the first */
  index: number;
  person: PersonPlan;
  label: string;
  /** line keys that this line takes */
  appearances: number;
  sip: SipPlan;
}

/** `index` is the speed dial it takes on this phone: that number's own in the directory, or the lowest free one; speed-dial keys come first. */
export type KeyPlan =
  | { kind: 'blf'; extension: string; label: string; index: number }
  | { kind: 'speed'; number: string; label: string; index: number };

export interface ContactPlan extends DirectoryEntry {
  /** the only site that lists it; empty for all of them */
  site: string;
}

export interface DirectoryEntry {
  name: string;
  /** as it is dialled: an extension, E.164 or a short code */
  number: string;
  /** speed-dial index, 0 for none */
  speed: number;
}
