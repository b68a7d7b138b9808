// Phone: the simulated phone — the steps of its boot, in its vendor's order.

import type { BootStep } from '../../compile/packs/pack.ts';
import { appendLog, putLog } from './logs.ts';
import { filled, named, partsOf, request } from './request.ts';
import type { Going, Phone, Trace, Visit } from './visit.ts';
import { readAttributes } from './xml.ts';

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
      says: (ok, { status }) => (ok ? 'configuration' : refused.has(status) ? 'refused' : 'missing'),
    });
    if (status !== 200 && phone.isVendorFile(name))
      visit.notes.push(
        `${name} is the vendor's and not on the server: the phone uses its copy, if it has one`,
      );
    else if (status !== 200)
      visit.faults.push(
        `the configuration file ${name} is ${refused.has(status) ? 'refused' : 'missing'} (${status || 'no answer'})`,
      );
    else takeParameters(name, text, visit);
  }
}

const refused = new Set([401, 403, 429]);

function takeParameters(name: string, text: string, { parameters, faults }: Visit): void {
  const attributes = readAttributes(text);
  if (!Array.isArray(attributes)) {
    faults.push(`the configuration file ${name} is no XML: ${attributes.fault}`);
    return;
  }
  for (const [key, value] of attributes) if (!parameters.has(key)) parameters.set(key, value);
}
