// Phone: the simulated phone — what it knows, what it asks, and what it makes of the answers.

import type { Boot, BootStep, ModelPlan } from '../../compile/packs/pack.ts';
import type { Mac } from '../../contract/mac.ts';
import { type Answered, ask } from './fetch.ts';
import { readAttributes } from './xml.ts';

export interface Phone {
  mac: Mac;
  model: ModelPlan;
  boot: Boot;
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

/** Boots once against `server`; a trace line goes to `print` for each request. */
export async function bootOnce(phone: Phone, server: string, print: (trace: Trace) => void): Promise<Visit> {
  const visit: Visit = {
    server: server.replace(/\/+$/, ''),
    master: new Map(),
    parameters: new Map(),
    faults: [],
    notes: [],
  };
  for (const step of phone.boot.steps) {
    await take(step, { phone, visit, print });
    if (visit.faults.length > 0) break;
  }
  return visit;
}

interface Going {
  phone: Phone;
  visit: Visit;
  print(trace: Trace): void;
}

async function take(step: BootStep, going: Going): Promise<void> {
  if (step.master) return master(step.master, going);
  if (step.image) return image(going);
  if (step.configs) return configs(going);
  if (step.put) return putLog(step, step.put, going);
  if (step.append) return appendLog(step, step.append, going);
  if (step.get)
    await request(going, {
      method: 'GET',
      name: filled(step.get, going.phone),
      says: (ok: boolean) => (ok ? 'taken' : 'not there, which is fine'),
    });
}

interface Wanted {
  method: 'GET' | 'HEAD' | 'PUT';
  name: string;
  headers?: Record<string, string>;
  body?: string;
  updater?: boolean;
  says(ok: boolean, answer: Answered): string;
}

async function request(
  { phone, visit, print }: Going,
  { says, name, updater, ...wanted }: Wanted,
): Promise<Answered> {
  const url = /^https?:\/\//.test(name) ? name : `${visit.server}/${name.replace(/^\/+/, '')}`;
  const agent = updater ? (phone.boot.updater ?? phone.boot.userAgent) : phone.boot.userAgent;
  const answer = await ask({ ...wanted, url, userAgent: filled(agent, phone) });
  const ok = answer.status >= 200 && answer.status < 300;
  print({ method: wanted.method, url, answer, says: answer.failure || says(ok, answer) });
  if (answer.status === 0) visit.faults.push(`${visit.server} does not answer: ${answer.failure}`);
  if (answer.status === 401)
    visit.faults.push(`${url} wants a user and password that the phone does not have`);
  return answer;
}

async function master(names: string[], going: Going): Promise<void> {
  const { phone, visit } = going;
  for (const pattern of names) {
    const name = filled(pattern, phone);
    const { status, text } = await request(going, {
      method: 'GET',
      name,
      says: ok => (ok ? 'master file' : 'no such master, tries the next'),
    });
    if (status !== 200) continue;
    const attributes = readAttributes(text);
    if (!Array.isArray(attributes)) visit.faults.push(`the master ${name} is no XML: ${attributes.fault}`);
    else visit.master = new Map(attributes);
    return;
  }
  if (visit.faults.length === 0)
    visit.faults.push(
      `there is no master file: neither ${names.map(name => filled(name, phone)).join(' nor ')}`,
    );
}

// A master may name files for one model only: CONFIG_FILES_SPIP330.
function named(attribute: string, { phone, visit }: Going): string {
  const own = phone.model.userAgents.map(agent => visit.master.get(`${attribute}_${agent.replace('_', '')}`));
  return filled(own.find(value => value !== undefined) ?? visit.master.get(attribute) ?? '', phone);
}

async function image(going: Going): Promise<void> {
  const path = named('APP_FILE_PATH', going);
  if (path === '') return;
  const [part = ''] = partsOf(going.phone);
  const withPart = path.replace(/[^/]*$/, name => `${part}.${name}`);
  for (const name of part === '' ? [path] : [withPart, path]) {
    const { status } = await request(going, {
      method: 'GET',
      name,
      says: ok => (ok ? 'firmware' : 'no firmware here'),
    });
    if (status === 200) return;
  }
  going.visit.notes.push('no firmware on the server: the phone keeps what it has');
}

async function configs(going: Going): Promise<void> {
  const { phone, visit } = going;
  const files = named('CONFIG_FILES', going)
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
  if (files.length === 0) visit.notes.push('the master names no CONFIG_FILES');
  for (const name of files) {
    const { status, text } = await request(going, {
      method: 'GET',
      name,
      says: ok => (ok ? 'configuration' : 'missing'),
    });
    if (status !== 200 && phone.isVendorFile(name))
      visit.notes.push(
        `${name} is the vendor's and not on the server: the phone uses its copy, if it has one`,
      );
    else if (status !== 200)
      visit.faults.push(`the configuration file ${name} is missing (${status || 'no answer'})`);
    else takeParameters(name, text, visit);
  }
}

function takeParameters(name: string, text: string, { parameters, faults }: Visit): void {
  const attributes = readAttributes(text);
  if (!Array.isArray(attributes)) {
    faults.push(`the configuration file ${name} is no XML: ${attributes.fault}`);
    return;
  }
  for (const [key, value] of attributes) if (!parameters.has(key)) parameters.set(key, value);
}

async function putLog({ updater = false }: BootStep, pattern: string, going: Going): Promise<void> {
  const name = logPath(pattern, going);
  const { status } = await request(going, {
    method: 'PUT',
    name,
    body: logText(going),
    updater,
    says: ok => (ok ? 'log taken' : 'log refused; the phone goes on'),
  });
  if (status >= 300)
    going.visit.notes.push(`${name} was refused (${status}): there will be no logs of this phone`);
}

async function appendLog(step: BootStep, pattern: string, going: Going): Promise<void> {
  const name = logPath(pattern, going);
  const head = await request(going, {
    method: 'HEAD',
    name,
    says: (ok, { size }) => (ok ? `${size} bytes are there` : 'none there yet'),
  });
  const body = logText(going);
  const range = {
    'content-range': `bytes ${head.size}-${head.size + body.length - 1}/${head.size + body.length}`,
  };
  const says = (ok: boolean) => (ok ? 'log taken' : 'log refused; the phone goes on');
  const { status } = await request(going, {
    method: 'PUT',
    name,
    body,
    headers: head.status === 200 ? range : {},
    says,
    updater: step.updater ?? false,
  });
  if (status >= 300)
    going.visit.notes.push(`${name} was refused (${status}): there will be no logs of this phone`);
}

function logPath(pattern: string, going: Going): string {
  const folder = named('LOG_FILE_DIRECTORY', going).replace(/\/+$/, '');
  return folder === '' ? filled(pattern, going.phone) : `${folder}/${filled(pattern, going.phone)}`;
}

const logText = ({ visit }: Going) =>
  `000012.345|cfg  |3|00|Prov|Provisioning server address is ${visit.server}\n`;

function partsOf({ model }: Phone): string[] {
  const parts = model.data['parts'];
  return Array.isArray(parts) ? parts.map(String) : [];
}

/** Names in a pack's patterns, and the vendor's own placeholders in a master. */
function filled(text: string, phone: Phone): string {
  const [agent = ''] = phone.model.userAgents;
  const [part = ''] = partsOf(phone);
  const values: Record<string, string> = {
    mac: phone.mac,
    part,
    agent,
    family: String(phone.model.data['family'] ?? ''),
  };
  const vendor: Record<string, string> = {
    PHONE_MAC_ADDRESS: phone.mac,
    MACADDRESS: phone.mac,
    PHONE_PART_NUMBER: part,
    PHONE_MODEL: agent.replace('_', ''),
  };
  return text
    .replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole)
    .replace(/\[(\w+)\]/g, (hole, name: string) => vendor[name] ?? hole);
}
