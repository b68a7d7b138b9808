// Fleet: an invented company of any size, written as a user's repo would hold it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const models = ['ip330', 'ip331', 'ip450', 'ip650', 'vvx411', 'vvx500', 'ccx600', 'trio8800'];
const perSite = 200;

/** Writes inventory/ of `phones` phones below `root`: one YAML file a phone, or one a site. */
export function writeFleet(root: string, phones: number, layout: 'phone' | 'site'): void {
  const inventory = join(root, 'inventory');
  mkdirSync(join(inventory, 'phones'), { recursive: true });
  mkdirSync(join(inventory, 'people'), { recursive: true });
  const sites = Math.ceil(phones / perSite);
  writeFileSync(join(inventory, 'fleet.yaml'), fleetText);
  writeFileSync(
    join(inventory, 'sites.yaml'),
    `sites:\n${range(sites)
      .map(site => `  s${site}: { timezone: America/Chicago }\n`)
      .join('')}`,
  );
  writeFileSync(
    join(inventory, 'secrets.yaml'),
    `people:\n${range(phones)
      .map(n => `  ${extension(n)}: invented-${n}\n`)
      .join('')}`,
  );
  for (const site of range(sites)) {
    const own = range(Math.min(perSite, phones - site * perSite)).map(n => site * perSite + n);
    writeFileSync(join(inventory, 'people', `s${site}.yaml`), `people:\n${own.map(person).join('')}`);
    if (layout === 'site')
      writeFileSync(
        join(inventory, 'phones', `s${site}.yaml`),
        `phones:\n${own.map(n => phone(n)).join('')}`,
      );
    else
      for (const n of own) writeFileSync(join(inventory, 'phones', `${mac(n)}.yaml`), `phones:\n${phone(n)}`);
  }
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const extension = (n: number) => 100_000 + n;
const mac = (n: number) => `0004f2${(0xaa0000 + n).toString(16)}`;

const person = (n: number) =>
  `  ${extension(n)}: { name: Person ${n}, password: !secret people/${extension(n)}, directory: ${n < 100} }\n`;

/** One phone as people write it; phone `n` always has the same MAC. */
export function phone(n: number, label = `Desk ${n}`): string {
  const blf = n > 0 ? `    keys:\n      - { blf: ${extension(n - 1)} }\n` : '';
  return `  - mac: ${mac(n)}\n    model: polycom/${models[n % models.length]}\n    site: s${Math.floor(n / perSite)}\n    lines:\n      - { person: ${extension(n)}, label: "${label}" }\n${blf}`;
}

/** Where the layout "one file a phone" keeps a phone. */
export const phoneFile = (root: string, n: number) => join(root, 'inventory', 'phones', `${mac(n)}.yaml`);

const fleetText = `fleet:
  name: Bench Company
  country: US
  timezone: America/Chicago
  provisioning:
    url: http://prov.example.com:8080
    poll: "01:00"
  sip: { server: pbx.example.com }
  settings:
    polycom: { up.backlight.idleIntensity: 1 }
`;
