// Visit: one boot against one server — who boots, and what was found.

import type { Boot, ModelPlan } from '../../compile/packs/pack.ts';
import type { Mac } from '../../contract/mac.ts';
import type { Answered, Tls } from './fetch.ts';
import type { Login } from './login.ts';

export interface Phone {
  mac: Mac;
  model: ModelPlan;
  boot: Boot;
  /** what it shows a server that asks who it is */
  login: Login | undefined;
  /** what it shows and trusts over TLS */
  tls: Tls | undefined;
  /** names that the vendor ships, not we: missing ones are the admin's firmware folder's matter */
  isVendorFile(name: string): boolean;
}

/** One line of the trace. */
export interface Trace {
  method: string;
  url: string;
  answer: Answered;
  /** what it means to the phone */
  says: string;
}

/** What one boot against one server found. */
export interface Visit {
  server: string;
  master: Map<string, string>;
  /** effective parameters: the leftmost file wins */
  parameters: Map<string, string>;
  /** what would keep a real phone from coming up */
  faults: string[];
  /** what is not as it could be */
  notes: string[];
}

/** A visit that is under way. */
export interface Going {
  phone: Phone;
  visit: Visit;
  print(trace: Trace): void;
}
