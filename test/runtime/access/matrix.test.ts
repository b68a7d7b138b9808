// Matrix: every combination of address, password and certificate gets what the table of docs/security.md says.

import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ShownCertificate } from '../../../src/runtime/access/certificate.ts';
import { firstContacts } from '../../../src/runtime/access/firstContact.ts';
import { accessGate } from '../../../src/runtime/access/gate.ts';
import { guesses } from '../../../src/runtime/access/guesses.ts';
import { nonces } from '../../../src/runtime/access/nonce.ts';
import { passwords } from '../../../src/runtime/access/password.ts';
import type { Gate } from '../../../src/runtime/http/gate.ts';
import { type Authority, authority, hasOpenssl, type Pair } from './authority.ts';
import { basic, digest, type Login } from './client.ts';
import { asking, type Company, companyWith, macs, matterOf, type Request, userAgents } from './company.ts';
import { shownCertificate } from './handshake.ts';

const test = suite('access matrix');

const columns = {
  'bootstrap, firmware': [
    '/0004f2aabb01.cfg',
    '/000000000000.cfg',
    '/bootstrap/polycom-ip330-move.cfg',
    '/polycom/ip330/sip.ld',
    '/000000000000-directory.xml',
    '/polycom/vvx411/2345-12200-001.sip.ld',
  ],
  'its own files, its uploads': [
    '/polycom/ip330/0004f2aabb01.cfg',
    '/polycom/ip330/0004F2AABB01-config.cfg',
    '/polycom/ip330//0004f2aabb01-directory.xml',
    '/0004f2aabb01-phone.cfg',
    '/polycom/ip330/0004f2aabb01-license.cfg',
    'PUT /0004f2aabb01-boot.log',
    'PUT /polycom/ip330/0004f2aabb01-app.log',
    'HEAD /polycom/ip330/0004f2aabb01-app.log',
  ],
  'shared files of its model and site': [
    '/polycom/ip330/000000000000.cfg',
    '/polycom/ip330/company.cfg',
    '/polycom/ip330/hq.cfg',
    '/polycom/ip330/000000000000-directory.xml',
    '/reprovision/polycom.cfg',
  ],
  'other shared files': ['/polycom/ip330/lab.cfg', '/polycom/vvx411/company.cfg', '/polycom/vvx411/hq.cfg'],
  'another phone’s files, uploads': [
    '/polycom/ip330/0004f2aabb02.cfg',
    '/polycom/ip330/0004f2aabb02-config.cfg',
    '/polycom/vvx411/0004f2aabb03-config.cfg',
    '/polycom/ip330/0004f2aabb99.cfg',
    '/0004f2aabb02-web.cfg',
    'PUT /polycom/ip330/0004f2aabb02-app.log',
    'HEAD /0004f2aabb02-app.log',
  ],
  'all else': [
    '/access.json',
    '/manifest.json',
    '/callers.json',
    '/agi/caller-name.sh',
    '/asterisk/pjsip_plugtone.conf',
    '/http/polycom/ip330/company.cfg',
    '/metrics',
    '/healthz',
    '/admin',
    '/polycom/ip330/ours.txt',
    '/',
  ],
};
type Column = keyof typeof columns;

const keys = {
  auth: { scheme: 'digest', password: 'sample-new-key-27', also: ['sample-old-key-26'], perPhone: true },
};
const shared = {
  auth: { scheme: 'basic', user: 'phones', password: 'sample-new-word-27', also: ['sample-old-word-26'] },
};
const organizations = ['Example Phones Inc.'];
const certificates = { require: true, organizations };

/** What the inventory may ask for, by what the page calls it; `exempt` is for the phone that asks. */
const modes: Record<string, { must: string; provisioning: object }> = {
  open: { must: 'nothing', provisioning: {} },
  'basic, of all': { must: 'the password of all', provisioning: shared },
  'digest, of all': {
    must: 'the password of all',
    provisioning: { auth: { ...shared.auth, scheme: 'digest' } },
  },
  'basic, its own': { must: 'its own password', provisioning: { auth: { ...keys.auth, scheme: 'basic' } } },
  'digest, its own': { must: 'its own password', provisioning: keys },
  certificate: { must: 'a certificate', provisioning: { ...keys, certificates } },
  'certificate, exempt': {
    must: 'a certificate',
    provisioning: { ...keys, certificates: { ...certificates, exempt: [macs.own] } },
  },
  'certificate, no auth': { must: 'a certificate, no auth', provisioning: { certificates } },
};

type Credential = 'none' | 'wrong' | 'nobody' | 'new' | 'old';
type Shown = 'none' | 'good' | 'expired' | 'self-signed' | 'strange' | 'of another organization';
const addresses = { allowed: '10.20.0.7', other: '192.0.2.1' };

/** The row of the page that a combination belongs to. */
function rowOf(
  mode: string,
  {
    address,
    credential,
    certificate,
  }: { address: keyof typeof addresses; credential: Credential; certificate: Shown },
): string {
  const { must = '' } = modes[mode] ?? {};
  if (address === 'other') return 'an allowed address | another address';
  if (must === 'nothing') return 'nothing | anything';
  if (certificate === 'good') return 'any of these | a good certificate';
  if (must === 'a certificate, no auth') return `${must} | no good certificate`;
  const live = credential === 'new' || credential === 'old';
  if (must === 'a certificate' && live)
    return mode.endsWith('exempt') ? `${must} | a live password, and is exempt` : `${must} | a live password`;
  if (must === 'a certificate') return `${must} | no password, or a wrong one`;
  return `${must} | ${live ? 'a live one, new or old' : must === 'its own password' ? 'nothing, a wrong one' : 'nothing, or a wrong one'}`;
}

/** The page's table: row -> column -> what is answered. */
function pageTable(): Map<string, Map<string, string>> {
  const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'security.md'), 'utf8');
  const table = page.slice(page.indexOf('<!-- matrix -->'), page.indexOf('<!-- end -->'));
  const [head = [], , ...rows] = table
    .split('\n')
    .filter(line => line.startsWith('|'))
    .map(cellsOf);
  return new Map(
    rows.map(([must, shows, ...answers]) => [
      `${must} | ${shows}`,
      new Map(answers.map((answer, index) => [(head[index + 2] ?? '').replace("'", '’'), answer])),
    ]),
  );
}

const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map(cell => cell.trim());

if (!hasOpenssl) {
  process.stderr.write('SKIPPED: there is no openssl 3 here, so the access matrix was not tried\n');
  test.skip('the matrix needs openssl');
} else {
  let own: Authority;
  let strange: Authority;
  let authorities: X509Certificate[];
  const shown = new Map<Shown, ShownCertificate>();
  test.before(async () => {
    own = authority();
    strange = authority();
    authorities = [new X509Certificate(readFileSync(own.root.cert))];
    const subject = { name: macs.own, organization: 'Example Phones Inc.' };
    const pairs: [Shown, Pair][] = [
      ['good', own.issue(subject, own.root)],
      ['expired', own.issue({ ...subject, days: -1 }, own.root)],
      ['self-signed', own.issue(subject)],
      ['strange', strange.issue(subject, strange.root)],
      ['of another organization', own.issue({ ...subject, organization: 'Another Inc.' }, own.root)],
    ];
    for (const [name, pair] of pairs) shown.set(name, await shownCertificate(pair, own));
  });
  test.after(() => {
    own.remove();
    strange.remove();
  });

  const page = pageTable();
  const used = new Set<string>();

  for (const [mode, { provisioning }] of Object.entries(modes)) {
    test(`${mode}: as the page says, for every address, password, certificate and file`, () => {
      const company = companyWith({
        allow: ['10.20.0.0/16'],
        certificates: { organizations },
        ...provisioning,
      });
      const old = oldLogins(provisioning);
      for (const address of ['allowed', 'other'] as const)
        for (const credential of ['none', 'wrong', 'nobody', 'new', 'old'] as const)
          for (const certificate of ['none', ...shown.keys()] as const) {
            const row = rowOf(mode, { address, credential, certificate });
            const login = loginFor(credential, company, old);
            for (const column of Object.keys(columns) as Column[]) {
              used.add(row);
              const expected = page.get(row)?.get(column);
              const got = answers({
                company,
                column,
                login,
                request: {
                  address: addresses[address],
                  ...(certificate !== 'none' && { certificate: shown.get(certificate) }),
                },
              });
              for (const [target, answer] of got)
                assert.is(
                  answer,
                  expected,
                  `${mode}, ${address}, ${credential}, certificate ${certificate}: ${target} (row "${row}")`,
                );
            }
          }
    });
  }

  test('every row of the page was met', () => {
    assert.equal(
      [...page.keys()].filter(row => !used.has(row)),
      [],
    );
  });

  /** The login by the old password: that of a company which has no other. */
  function oldLogins(provisioning: { auth?: { also?: string[] } } & object): Login {
    const { auth } = provisioning;
    if (!auth) return { user: '', password: '' };
    const { also: [password] = [], ...rest } = auth;
    return companyWith({ auth: { ...rest, password } }).login(macs.own);
  }

  function loginFor(credential: Credential, company: Company, old: Login): Login | undefined {
    if (credential === 'none') return undefined;
    const { user, password } = company.login(macs.own);
    const logins = {
      new: { user, password },
      old,
      wrong: { user, password: 'wrong-harbor-27' },
      nobody: { user: 'nobody', password },
    };
    return logins[credential];
  }

  interface Try {
    company: Company;
    column: Column;
    login: Login | undefined;
    request: Partial<Request>;
  }

  function answers({ company, column, login, request }: Try): [string, string][] {
    // Bad certificates are slow to find out about: two files of each kind stand for all.
    const few = request.certificate && request.certificate !== shown.get('good');
    return columns[column].slice(0, few ? 2 : undefined).map(text => {
      const [target = '', method = 'GET'] = text.split(' ').reverse();
      return [text, answer(company, login, { ...request, method, target, userAgent: userAgents.ip330 })];
    });
  }

  /** As a phone goes about it: it asks, and where it is challenged it answers if it can. */
  function answer(company: Company, login: Login | undefined, request: Request): string {
    const gate = gateOf(company);
    const matter = matterOf(request, company.tables);
    const first = gate(asking(request), matter);
    if (first instanceof Promise) throw new Error('the gate is not to wait');
    const [challenge] = [first?.headers?.['www-authenticate']].flat();
    const { method = 'GET', target } = request;
    const authorization =
      login &&
      (typeof challenge === 'string' && challenge.startsWith('Digest')
        ? digest(login, challenge, { method, uri: target })
        : basic(login));
    const last = authorization === undefined ? first : gate(asking({ ...request, authorization }), matter);
    if (last instanceof Promise) throw new Error('the gate is not to wait');
    if (last) return String(last.status);
    // Let through; what is not there then is 404, and nothing but http/ is ever there.
    return column404(matter.target.kind, matter.mac) ? '404' : 'yes';
  }

  // A phone's own missing files are let through to their 404, as are the vendor's.
  const column404 = (kind: string, mac: string) => (kind === 'none' || kind === 'unclaimed') && mac === '';

  function gateOf({ tables, access }: Company): Gate {
    return accessGate({
      current: () => ({ tables, access }),
      allowed: undefined,
      firstContact: undefined,
      proxies: 0,
      authorities: () => authorities,
      passwords: passwords(nonces()),
      guesses: guesses(),
      contacts: firstContacts('/nonexistent/first-contact.jsonl'),
      log: () => {},
    });
  }
}

test.run();
