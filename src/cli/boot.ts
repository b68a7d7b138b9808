// Boot: plays a phone against a provisioning server and says what would keep a real one from coming up.

import { parseArgs } from 'node:util';
import { loadPacks } from '../compile/packs/load.ts';
import type { Pack } from '../compile/packs/pack.ts';
import { globTest } from '../contract/glob.ts';
import { parseMac } from '../contract/mac.ts';
import { givenLogin, givenTls } from './boot/given.ts';
import { toldLogin } from './boot/login.ts';
import { bootOnce } from './boot/phone.ts';
import { movesTo, registrationFaults, registrations } from './boot/verdict.ts';
import type { Phone, Trace, Visit } from './boot/visit.ts';
import { didYouMean } from './didYouMean.ts';
import { readTemplates } from './sources.ts';
import { atMost, usageError } from './usage.ts';

const help = `plugtone boot: play a phone's boot against a provisioning server

Usage: plugtone boot MAC --model PACK/MODEL --url URL [--boot NAME] [--root DIR]
                     [--password-file FILE [--user NAME]] [--tls-cert FILE --tls-key FILE] [--tls-ca FILE]

  MAC            the phone, in any usual spelling
  --model MODEL  what it is, as plugtone packs lists them
  --url URL      what DHCP would tell it
  --boot NAME    how it boots, where the model's own way is not meant (a pack may know several)
  --root DIR     a folder with templates/ of its own (default: the current one)
  --password-file FILE  what it logs in with where it is asked to, alone on the file's first line
  --user NAME           its user name (default: its MAC)
  --tls-cert, --tls-key its client certificate, PEM
  --tls-ca FILE         authorities that it trusts, PEM (default: the usual ones)

A login that its configuration tells it is kept, and the phone restarts with it.
Prints each request and what it means to the phone. Exit code 1 where a real phone would not come up.

Example: plugtone boot 00:04:f2:aa:bb:01 --model VENDOR/MODEL --url http://127.0.0.1:8080
`;

const options = {
  model: { type: 'string' },
  url: { type: 'string' },
  boot: { type: 'string' },
  root: { type: 'string', default: '.' },
  user: { type: 'string' },
  'password-file': { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'tls-ca': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The verb. */
export async function boot(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
  if (values.help) return print(help);
  atMost(positionals, 1);
  const mac = parseMac(positionals[0] ?? '');
  if (!mac) throw usageError(`"${positionals[0] ?? ''}" is no MAC; for example 00:04:f2:aa:bb:01`);
  if (!values.url || !/^https?:\/\/[^/]/.test(values.url))
    throw usageError('--url wants what DHCP tells phones, for example http://127.0.0.1:8080');
  const shown = { login: givenLogin(mac, values), tls: givenTls(values) };
  const phone = { mac, ...shown, ...findPhone(values.model ?? '', values.boot, values.root) };
  return follow(phone, values.url.replace(/\/+$/, ''));
}

const hops = 5;

// A move restarts the phone at its new server; two servers that point at each other would never let it come up.
// So does a login that it is told: it comes up with that or not at all.
async function follow(phone: Phone, url: string): Promise<number> {
  const seen: string[] = [];
  let { login } = phone;
  for (let server: string | undefined = url; server !== undefined; ) {
    print(`${seen.length === 0 ? 'boots' : 'restarts'} at ${server} as a ${phone.model.title}\n`);
    seen.push(server);
    const visit: Visit = await bootOnce({ ...phone, login }, server, trace => print(line(trace)));
    const moved = movesTo(visit);
    const told = visit.faults.length > 0 ? undefined : toldLogin(visit.parameters);
    const isNew = told !== undefined && (told.user !== login?.user || told.password !== login.password);
    if (isNew) print(`is told to log in as ${told.user}\n`);
    login = told ?? login;
    if (moved === undefined && !isNew) return verdict(visit);
    if ((moved !== undefined && seen.includes(moved)) || seen.length > hops)
      return verdict({
        ...visit,
        faults: [`it is sent round in a circle: ${[...seen, moved ?? server].join(' -> ')}`],
      });
    server = moved ?? server;
  }
  return 1;
}

function line({ method, url, answer, says }: Trace): string {
  const { pathname } = new URL(url);
  return `  ${method.padEnd(5)}${(answer.status || '-').toString().padEnd(5)}${pathname.padEnd(52)} ${String(answer.size).padStart(7)} B  ${says}\n`;
}

function verdict(visit: Visit): number {
  const faults = visit.faults.length > 0 ? visit.faults : registrationFaults(visit);
  for (const note of new Set(visit.notes)) print(`note: ${note}\n`);
  for (const fault of new Set(faults)) print(`fault: ${fault}\n`);
  if (faults.length > 0) print('a real phone would not come up\n');
  else print(`${registrations(visit).join('\n')}\nthe phone is up\n`);
  return faults.length > 0 ? 1 : 0;
}

function findPhone(
  wanted: string,
  bootName: string | undefined,
  root: string,
): Omit<Phone, 'mac' | 'login' | 'tls'> {
  const { packs } = loadPacks(readTemplates(root));
  const models = new Map(
    packs.flatMap(pack => pack.models.map(model => [`${pack.name}/${model.name}`, { pack, model }])),
  );
  const found = models.get(wanted);
  if (!found)
    throw usageError(
      `no model "${wanted}"${didYouMean(wanted, models.keys()) || '; plugtone packs lists them'}`,
    );
  const { pack, model } = found;
  const software = String(model.data['software']);
  const way = pack.boots.find(({ name, of }) =>
    bootName === undefined ? of.includes(software) : name === bootName,
  );
  if (!way) throw usageError(`pack ${pack.name} does not say how a ${model.title} boots${ways(pack)}`);
  const tests = pack.firmware.map(globTest);
  return { model, boot: way, isVendorFile: name => tests.some(test => test(name.replace(/^.*\//, ''))) };
}

const ways = ({ boots }: Pack) =>
  boots.length === 0 ? '' : `; --boot may be ${boots.map(({ name }) => name).join(', ')}`;

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
