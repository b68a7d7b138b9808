// Written: what people write, as its schema allows it. Anything may be missing that has a default.

import type { SecretReference } from '../source/yaml.ts';

export type Scalar = string | number | boolean;
export type Secret = string | number | SecretReference;
export type SettingsWritten = Record<string, Scalar>;

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
  asterisk?: { driver?: 'pjsip' | 'sip'; context?: string; cnam?: number };
  dhcp?: { subnets?: { subnet: string; range?: string; router?: string }[] };
  logs?: { keep?: string; max?: string };
  settings?: Record<string, SettingsWritten>;
}

export interface SiteWritten extends SharedWritten {
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

/** What a dialled number does; runs top to bottom by DIALSTATUS through `else`. */
export interface RouteWritten {
  say?: string;
  ring?: (string | number)[];
  for?: string;
  dial?: string;
  voicemail?: string | number;
  hangup?: boolean;
  else?: RouteWritten;
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
