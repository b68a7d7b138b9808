// Written: what people write, as its schema allows it. Anything may be missing that has a default.

import type { SecretReference } from '../source/yaml.ts';

export type Scalar = string | number | boolean;
export type Secret = string | number | SecretReference;
export type SettingsWritten = Record<string, Scalar | SecretReference>;

export interface SipWritten {
  server?: string;
  port?: number;
  transport?: 'udp' | 'tcp' | 'tls';
  expires?: number;
}

/** What fleet, sites and phones may all say. */
export interface SharedWritten {
  timezone?: string;
  language?: string;
  sip?: SipWritten;
}

/** How phones prove themselves by a password. */
export interface AuthWritten {
  scheme: 'none' | 'basic' | 'digest';
  algorithm?: 'md5' | 'sha-256';
  user?: string;
  password?: Secret;
  also?: Secret[];
  perPhone?: boolean;
}

/** How phones prove themselves by their client certificates. */
export interface CertificatesWritten {
  require?: boolean;
  organizations?: string[];
  expired?: 'refuse' | 'allow';
  exempt?: (string | number)[];
}

export interface FleetWritten extends SharedWritten {
  name: string;
  country: string;
  outside?: string | number;
  provisioning: {
    url: string;
    poll?: string | { time: string; random?: string };
    random?: string;
    auth?: AuthWritten;
    allow?: string[];
    certificates?: CertificatesWritten;
    firstContact?: string;
    overrides?: 'refuse' | 'keep';
  };
  asterisk?: AsteriskWritten;
  dhcp?: { subnets?: { subnet: string; range?: string; router?: string }[] };
  logs?: { keep?: string; max?: string };
  holidays?: string[];
  settings?: Record<string, SettingsWritten>;
}

export interface AsteriskWritten {
  driver?: 'pjsip' | 'sip';
  context?: string;
  passwords?: 'plain' | 'hashed';
  realm?: string;
  cnam?: number;
  transports?: { udp?: string; tcp?: string; tls?: string };
  agi?: string;
}

export interface SiteWritten extends SharedWritten {
  holidays?: string[];
  settings?: Record<string, SettingsWritten>;
}

export interface PersonWritten {
  name: string;
  password?: Secret;
  email?: string;
  numbers?: (string | number)[];
  directory?: boolean;
  voicemail?: { pin?: Secret } | boolean;
}

export type LineWritten = string | number | { person: string | number; label?: string; appearances?: number };

export type KeyWritten =
  | { blf: string | number; label?: string }
  | { speed: string | number; label?: string };

export interface PhoneWritten extends SharedWritten {
  mac: string | number;
  model: string;
  site?: string;
  lines?: LineWritten[];
  keys?: KeyWritten[];
  firmware?: string | number;
  settings?: SettingsWritten;
}

export interface ContactWritten {
  name: string;
  number: string | number;
  speed?: number;
  site?: string;
}

export type CallerWritten = string | { name?: string; block?: boolean };

/** One step of what a dialled number does, and the steps that may follow it. */
export interface RouteWritten {
  ring?: (string | number)[];
  order?: 'all' | 'each';
  dial?: string;
  for?: string;
  say?: 'datetime' | { digits: string | number } | { file: string };
  voicemail?: string | number;
  goto?: string | number;
  hangup?: true | 'busy' | 'congestion';
  when?: WhenWritten;
  then?: RouteWritten;
  else?: RouteWritten;
  busy?: RouteWritten;
  noanswer?: RouteWritten;
  unavailable?: RouteWritten;
}

export interface WhenWritten {
  days?: string | string[];
  hours?: string | string[];
  timezone?: string;
  site?: string;
  holidays?: string[];
}

/** One YAML document of the inventory. */
export interface DocumentWritten {
  fleet?: FleetWritten;
  sites?: Record<string, SiteWritten | null>;
  people?: Record<string, PersonWritten>;
  phones?: PhoneWritten[];
  contacts?: ContactWritten[];
  callers?: Record<string, CallerWritten>;
  routes?: Record<string, RouteWritten>;
}
