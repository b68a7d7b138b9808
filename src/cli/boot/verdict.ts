// Verdict: where a phone is sent next, and whether it came up.

import type { Visit } from './visit.ts';

/** The server that `device.*` sends the phone to, undefined where it stays; parameters without effect become faults. */
export function movesTo({ parameters, faults, server }: Visit): string | undefined {
  const device = [...parameters].filter(([name]) => name.startsWith('device.') && !/\.set$/.test(name));
  for (const [name] of device) {
    if (parameters.get(`${name}.set`) !== '1') faults.push(`${name} has no effect without ${name}.set="1"`);
    if (parameters.get('device.set') !== '1') faults.push(`${name} has no effect without device.set="1"`);
  }
  if (faults.length > 0) return undefined;
  const name = parameters.get('device.prov.serverName');
  if (name === undefined) return undefined;
  const type = parameters.get('device.prov.serverType') ?? '';
  const scheme = /^(?:HTTPS|3)$/i.test(type) ? 'https' : 'http';
  const target = (/^\w+:\/\//.test(name) ? name : `${scheme}://${name}`).replace(/\/+$/, '');
  return target === server ? undefined : target;
}

/** `101 at pbx.example.com` for each line that would register. */
export function registrations({ parameters }: Visit): string[] {
  const lines: string[] = [];
  for (let index = 1; index <= 64; index++) {
    const address = parameters.get(`reg.${index}.address`);
    const server =
      parameters.get(`reg.${index}.server.1.address`) ?? parameters.get('voIpProt.server.1.address');
    if (address) lines.push(`line ${index}: ${address} at ${server ?? 'no server'}`);
  }
  return lines;
}

/** What is wrong with the registrations, in words. */
export function registrationFaults(visit: Visit): string[] {
  const lines = registrations(visit);
  if (lines.length === 0)
    return ['no line registers: no reg.1.address in its configuration — is this phone in the inventory?'];
  return lines
    .filter(line => line.endsWith('no server'))
    .map(line => `${line.replace(/ at .*/, '')} has no SIP server`);
}
