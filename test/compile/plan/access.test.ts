// Access: what phones show, and what of it leaves the compiler.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../src/compile/compile.ts';
import { digestPassword, readAccess } from '../../../src/contract/access.ts';
import { attempted, compiled } from '../../packs/company.ts';

const { sources: company } = attempted({});
const secrets = {
  path: 'inventory/secrets.yaml',
  bytes: () => Buffer.from('provisioning: sample-wide-harbor-27'),
};

const phones = [
  { mac: '00:04:f2:aa:bb:01', model: 'polycom/ip330' },
  { mac: '00:04:f2:aa:bb:02', model: 'polycom/ip330' },
];

function made(provisioning: object) {
  const fleet = { name: 'Case Company', country: 'US', sip: { server: 'pbx.example.com' } };
  const whole = { ...fleet, provisioning: { url: 'https://prov.example.com', ...provisioning } };
  const { artifacts, head } = compiled({ fleet: whole, phones });
  const text = (path: string) => artifacts.find(artifact => artifact.path === path)?.text ?? '';
  const config = (mac: string) => text(`http/polycom/ip330/${mac}-config.cfg`);
  const told = (mac: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(config(mac))?.[1];
  return {
    access: readAccess(text('access.json')),
    accessText: text('access.json'),
    config,
    told,
    artifacts,
    head,
  };
}

test('without auth nothing is asked for and no phone is told a password', () => {
  const { access, config } = made({});
  assert.is(access.auth.scheme, 'none');
  assert.equal(access.users, {});
  assert.is(access.allow, undefined);
  assert.not.match(config('0004f2aabb01'), /device\./);
});

test('a password of all phones stands in each phone’s own file, and as digests in access.json', () => {
  const password = 'sample-wide-harbor-27';
  const { access, accessText, told, artifacts } = made({
    auth: { scheme: 'digest', user: 'phones', password, also: ['sample-old-harbor-26'] },
  });
  assert.is(told('0004f2aabb01', 'device.prov.user'), 'phones');
  assert.is(told('0004f2aabb01', 'device.prov.password'), password);
  assert.is(told('0004f2aabb01', 'device.prov.password.set'), '1');
  assert.equal(
    access.users['phones'],
    [password, 'sample-old-harbor-26'].map(one => digestPassword('phones', one)),
  );
  assert.equal(access.auth.algorithms, ['MD5', 'SHA-256']);
  assert.not.match(accessText, /harbor/);
  const holders = artifacts.filter(({ text }) => text.includes(password)).map(({ mac }) => mac);
  assert.equal(holders, ['0004f2aabb01', '0004f2aabb02'], 'no shared file holds it');
});

test('with perPhone each phone has a password that tells nothing of another’s', () => {
  const auth = {
    scheme: 'digest',
    password: 'sample-wide-harbor-27',
    also: ['sample-old-harbor-26'],
    perPhone: true,
  };
  const { access, told } = made({ auth });
  const passwords = ['0004f2aabb01', '0004f2aabb02'].map(mac => told(mac, 'device.prov.password') ?? '');
  assert.is(new Set(passwords).size, 2);
  for (const password of passwords) assert.match(password, /^[a-z2-7]{24}$/);
  assert.is(told('0004f2aabb02', 'device.prov.user'), '0004f2aabb02');
  assert.equal(Object.keys(access.users), ['0004f2aabb01', '0004f2aabb02']);
  assert.equal(access.users['0004f2aabb01']?.[0], digestPassword('0004f2aabb01', passwords[0] ?? ''));
  assert.is(access.users['0004f2aabb01']?.length, 2, 'the old key’s password is good still');
});

test('a phone’s password is HMAC-SHA-256 over its MAC, in 32 letters and digits', () => {
  const auth = { scheme: 'digest', password: 'sample-wide-harbor-27', perPhone: true };
  assert.is(made({ auth }).told('0004f2aabb01', 'device.prov.password'), 'sw5wuiwtn5x7zw6bywibed3p');
});

test('who may ask, for how long and by which certificate is passed on', () => {
  const { access } = made({
    auth: { scheme: 'digest', algorithm: 'sha-256', user: 'phones', password: 'sample-wide-harbor-27' },
    allow: ['10.20.0.0/16'],
    certificates: {
      require: true,
      organizations: ['Example Phones Inc.'],
      expired: 'allow',
      exempt: ['00-04-F2-AA-BB-01'],
    },
    firstContact: '24h',
  });
  assert.equal(access.allow, ['10.20.0.0/16']);
  assert.equal(access.auth.algorithms, ['SHA-256']);
  assert.is(access.firstContactSeconds, 86_400);
  assert.equal(access.certificates, {
    require: true,
    organizations: ['Example Phones Inc.'],
    expired: 'allow',
    exempt: ['0004f2aabb01'],
  });
});

test('the examples of docs/security.md compile', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'security.md'), 'utf8');
  const [allow = '', ...more] = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(
    ([, text = '']) => text,
  );
  const head =
    'fleet:\n  name: Case Company\n  country: US\n  sip: { server: pbx.example.com }\n  provisioning:\n';
  const url = '    url: http://prov.example.com:8080\n';
  const texts = [allow.replace('fleet:\n  provisioning:\n', ''), ...more].map(
    text => head + (text.includes('url:') ? '' : url) + text,
  );
  assert.is(texts.length, 3);
  for (const text of texts) {
    const { findings } = compile({
      ...company,
      secrets: text.includes('!secret') ? secrets : undefined, // one that nothing uses is a warning
      inventory: [{ path: 'inventory/fleet.yaml', bytes: () => Buffer.from(text) }],
    });
    assert.equal(
      findings.map(({ message }) => message),
      [],
      text,
    );
  }
  assert.match(page, /`sw5wuiwtn5x7zw6bywibed3p`/, 'the password that the test above has seen');
});

test('the manifest holds no password', () => {
  const { head } = made({ auth: { scheme: 'digest', user: 'phones', password: 'sample-wide-harbor-27' } });
  assert.not.match(JSON.stringify(head), /harbor|auth/);
});

test.run();
