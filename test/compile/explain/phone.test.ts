import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Explained } from '../../../src/compile/explain/explained.ts';
import { explainPerson } from '../../../src/compile/explain/person.ts';
import { explainPhone } from '../../../src/compile/explain/phone.ts';
import { type SourceFile, textIn } from '../../../src/compile/source/file.ts';
import { parseMac } from '../../../src/contract/mac.ts';
import { attempted, fleet } from '../../packs/company.ts';

const name = 'up.backlight.idleIntensity';
const pack = `templates/polycom/vvx411/model.yaml`;
const { output, sources } = attempted(
  {
    fleet: { ...fleet, settings: { polycom: { [name]: 1, 'dir.local.readonly': 0 } } },
    sites: {
      hq: { timezone: 'Europe/Berlin', sip: { transport: 'tls' }, settings: { polycom: { [name]: 2 } } },
    },
    people: { 101: { name: 'Alice', password: 'hush', voicemail: { pin: '4711' } }, 102: { name: 'Bob' } },
    phones: [
      {
        mac: '00:04:f2:aa:bb:01',
        model: 'polycom/vvx411',
        site: 'hq',
        lines: [{ person: 101, label: 'Front' }],
        keys: [{ blf: 102 }],
        settings: { [name]: 3 },
      },
      { mac: '00:04:f2:aa:bb:02', model: 'polycom/ip330' },
    ],
  },
  {
    [pack]:
      'title: VVX 411\nuserAgents: [VVX_411]\nlines: 3\nkeys: 12\ndirectory: 9\nsettings:\n  up.backlight.idleIntensity: 0\ndata: { software: "5.9", sameVersion: [] }\n',
  },
);

const textOf = (file: SourceFile | undefined) => (file ? textIn(file) : '');
const asked = (mac: string) => {
  const parsed = parseMac(mac);
  const found = parsed && output && explainPhone(parsed, output, sources.templates);
  if (!found) throw new Error(`no phone ${mac}`);
  return found;
};

const told = (values: Explained[], wanted: string) =>
  values
    .filter(({ name }) => name === wanted)
    .flatMap(({ said }) =>
      said.map(
        ({ value, layer, spot }) => `${value} ${layer} ${spot ? `${spot().file}:${spot().line}` : '-'}`,
      ),
    );

const { fields, parameters } = asked('0004f2aabb01');

test('a parameter is told with every layer, the one in force first', () => {
  assert.equal(told(parameters, name), [
    '3 phone inventory/case.yaml:1',
    '2 site hq inventory/case.yaml:1',
    '1 fleet inventory/case.yaml:1',
    `0 model ${pack}:7`,
  ]);
});

test("a setting of the fleet lies over the template's own value, which names the template", () => {
  const [written, own] = told(parameters, 'dir.local.readonly');
  assert.is(written, '0 fleet inventory/case.yaml:1');
  assert.match(own ?? '', /^1 template templates\/polycom\/company\.eta:\d+$/);
});

test("a site's file lies over the company's", () => {
  const [site, company] = told(parameters, 'tcpIpApp.sntp.gmtOffset');
  assert.match(site ?? '', /^3600 template templates\/polycom\/clock\.eta/);
  assert.match(company ?? '', /^-21600 template templates\/polycom\/clock\.eta/);
});

test('what the phone will read is what is told, for every parameter', () => {
  const { artifacts } = attempted(JSON.parse(textOf(sources.inventory[0])), {
    [pack]: textOf(sources.templates.find(({ path }) => path === pack)),
  });
  const effective = new Map<string, string>();
  for (const file of ['vvx411/0004f2aabb01-config.cfg', 'vvx411/hq.cfg', 'vvx411/company.cfg']) {
    const text = artifacts.find(({ path }) => path === `http/polycom/${file}`)?.text ?? '';
    for (const [, key = '', value = ''] of text.replace(/<\?.*\?>/, '').matchAll(/(\S+)="([^"]*)"/g))
      if (!effective.has(key)) effective.set(key, value);
  }
  assert.ok(effective.size > 30);
  const explained = new Map(parameters.map(({ name, said }) => [name, said[0].value]));
  for (const [key, value] of effective) assert.is(explained.get(key), value, key);
});

test('fields have their layers and defaults, and a port that its transport brought', () => {
  assert.equal(
    told(fields, 'timezone').map(text => text.split(' ').slice(0, 2).join(' ')),
    ['Europe/Berlin site', 'America/Chicago fleet', 'UTC default'],
  );
  assert.equal(told(fields, 'sip.port'), ['5061 site hq inventory/case.yaml:1', '5060 default -']);
  assert.equal(told(fields, 'lines.0.label'), ['Front phone inventory/case.yaml:1']);
});

test('passwords are marked as secret', () => {
  const secret = parameters.filter(({ secret }) => secret).map(({ name }) => name);
  assert.equal(secret, ['reg.1.auth.password']);
});

test("a password is known by its value where a vendor's name does not tell it", () => {
  const { output, sources } = attempted({
    people: { 101: { name: 'Alice', password: 'hush' } },
    sites: { hq: { settings: { grandstream: { P270: 'Site' } } } },
    phones: [{ mac: '0004f2aabb01', model: 'grandstream/gxp2170', site: 'hq', lines: [101] }],
  });
  const mac = parseMac('0004f2aabb01');
  const found = mac && output && explainPhone(mac, output, sources.templates);
  const hidden = found?.parameters.filter(({ said }) => said[0].value === 'hush') ?? [];
  assert.ok(hidden.length > 0 && hidden.every(({ secret }) => secret));
  const [laid] = told(found?.parameters ?? [], 'P270');
  assert.is(laid, 'Site site hq inventory/case.yaml:1');
});

test('a phone that says nothing has what its site and fleet say', () => {
  assert.equal(told(asked('0004f2aabb02').fields, 'site'), [' default -']);
  assert.equal(told(asked('0004f2aabb02').parameters, name), ['1 fleet inventory/case.yaml:1']);
});

test('an extension is told with its phones and the keys that watch it', () => {
  const alice = output && explainPerson('101', output);
  assert.equal(
    alice?.fields.map(({ name, secret }) => `${name}${secret ? ' secret' : ''}`),
    ['name', 'password secret', 'voicemail.pin secret', 'email', 'directory'],
  );
  assert.equal(
    alice?.phones.map(({ name, said }) => `${name} ${said[0].value}`),
    ['line 1 00:04:f2:aa:bb:01 polycom/vvx411'],
  );
  assert.is((output && explainPerson('102', output))?.phones[0]?.name, 'key 1');
  assert.is(output && explainPerson('999', output), undefined);
});

test.run();
