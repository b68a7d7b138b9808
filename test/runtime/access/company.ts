// Company: a compiled one as the runtime sees it, and requests to it as values.

import { readAccess } from '../../../src/contract/access.ts';
import type { Manifest } from '../../../src/contract/manifest.ts';
import { encoder } from '../../../src/release/encode.ts';
import { openLedger } from '../../../src/release/ledger.ts';
import { type AccessTable, accessTable } from '../../../src/runtime/access/table.ts';
import type { Asked } from '../../../src/runtime/http/asked.ts';
import type { Matter } from '../../../src/runtime/http/gate.ts';
import { macIn, readPath } from '../../../src/runtime/http/path.ts';
import { findTarget } from '../../../src/runtime/http/target.ts';
import { buildTables, type Tables } from '../../../src/runtime/tables.ts';
import { compiled } from '../../packs/company.ts';

export const userAgents = {
  ip330: 'FileTransport PolycomSoundPointIP-SPIP_330-UA/4.3.1.0440',
  vvx411: 'FileTransport PolycomVVX-VVX_411-UA/5.9.7.4477 Type/Application',
};

export const macs = {
  own: '0004f2aabb01',
  other: '0004f2aabb02',
  otherModel: '0004f2aabb03',
  unknown: '0004f2aabb99',
};

const records = {
  people: {
    101: { name: 'Alice Nguyen', password: 'sip-alpha-one' },
    102: { name: 'Bob Ortega', password: 'sip-bravo-two' },
  },
  sites: { hq: {}, lab: {} },
  phones: [
    { mac: macs.own, model: 'polycom/ip330', site: 'hq', lines: [101] },
    { mac: macs.other, model: 'polycom/ip330', site: 'lab', lines: [102] },
    { mac: macs.otherModel, model: 'polycom/vvx411', site: 'hq' },
  ],
};

export interface Company {
  tables: Tables;
  access: AccessTable;
  files: Map<string, string>;
  /** what a phone's own file tells it to show */
  login(mac: string): { user: string; password: string };
}

/** What the compiler makes of the company with what `provisioning` says. */
export function artifactsWith(provisioning: object) {
  const fleet = {
    name: 'Case Company',
    country: 'US',
    sip: { server: 'pbx.example.com' },
    provisioning: { url: 'https://prov.example.com', ...provisioning },
  };
  return compiled({ fleet, ...records });
}

/** The company as the runtime's tables have it. */
export function companyWith(provisioning: object): Company {
  const { artifacts, head } = artifactsWith(provisioning);
  const [ledger, encode] = [openLedger(), encoder()];
  for (const artifact of artifacts) ledger.note(artifact, encode(artifact.text));
  const made = ledger.sorted();
  const listed = Array.from({ length: made.length }, (_, index) => made.entry(index));
  const manifest: Manifest = { ...head, files: listed };
  const files = new Map(artifacts.map(({ path, text }) => [path, text]));
  const access = accessTable(readAccess(files.get('access.json') ?? ''));
  const told = (mac: string, name: string) =>
    new RegExp(` ${name}="([^"]*)"`).exec(
      files.get(`http/polycom/${mac === macs.otherModel ? 'vvx411' : 'ip330'}/${mac}-config.cfg`) ?? '',
    )?.[1] ?? '';
  const login = (mac: string) => ({
    user: told(mac, 'device.prov.user'),
    password: told(mac, 'device.prov.password'),
  });
  return { tables: buildTables(manifest), access, files, login };
}

export interface Request {
  method?: string;
  target: string;
  address?: string;
  userAgent?: string;
  authorization?: string | undefined;
  forwarded?: string;
  certificate?: ReturnType<Asked['certificate']>;
}

/** A request as a value. */
export function asking({
  method = 'GET',
  target,
  address = '10.20.0.7',
  userAgent = '',
  authorization,
  forwarded,
  certificate,
}: Request): Asked {
  const headers: Record<string, string | undefined> = {
    'user-agent': userAgent,
    authorization,
    'x-forwarded-for': forwarded,
  };
  return {
    method,
    target,
    header: name => headers[name],
    address,
    secure: certificate !== undefined,
    certificate: () => certificate,
    body: { [Symbol.asyncIterator]: async function* () {} },
  };
}

/** What a request is about. */
export function matterOf({ target, userAgent = '' }: Request, tables: Tables): Matter {
  const path = readPath(target) ?? '';
  const phone = tables.readUserAgent(userAgent);
  return { path, mac: macIn(path), phone, target: findTarget(path, phone, tables) };
}
