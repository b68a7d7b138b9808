import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readAttributes } from '../../src/cli/boot/xml.ts';
import { compiled, fleet } from './company.ts';

const people = {
  101: { name: 'Alice Nguyen', password: 'a', voicemail: true },
  102: { name: 'Bob Ortega', password: 'b' },
};
const mac = '0004f2aabb01';
const lampAndDoor = [{ speed: '+12565550199', label: 'Door' }, { blf: 102 }, { speed: '+12565550142' }];

/** The attributes of one of the phone's files. */
function parameters(
  model: string,
  phone: Record<string, unknown>,
  more: { file?: string; fleet?: object } = {},
) {
  const { artifacts } = compiled({
    fleet: { ...fleet, ...more.fleet },
    people,
    sites: { hq: { timezone: 'Europe/Berlin', language: 'de' } },
    contacts: [{ name: 'Pizza', number: '+12565550142', speed: 7 }],
    phones: [{ mac, model: `polycom/${model}`, lines: [101], ...phone }],
  });
  const path = `http/polycom/${model}/${more.file ?? `${mac}-config.cfg`}`;
  const read = readAttributes(artifacts.find(artifact => artifact.path === path)?.text ?? '');
  if (!Array.isArray(read)) throw new Error(`${path}: ${read.fault}`);
  return new Map(read);
}

const lineKeys = (found: Map<string, string>) =>
  [1, 2, 3, 4, 5, 6]
    .map(place => `${found.get(`lineKey.${place}.category`)} ${found.get(`lineKey.${place}.index`)}`)
    .filter(key => key !== 'undefined undefined');

test('where keys can be given out they show lines first, then keys in their order', () => {
  const found = parameters('vvx411', { lines: [{ person: 101, appearances: 2 }, 102], keys: lampAndDoor });
  assert.is(found.get('lineKey.reassignment.enabled'), '1');
  assert.equal(lineKeys(found), ['Line 1', 'Line 1', 'Line 2', 'SpeedDial 1', 'BLF 0', 'SpeedDial 7']);
});

test('without keys of its own a phone keeps its own order', () => {
  assert.not(parameters('vvx411', {}).has('lineKey.reassignment.enabled'));
  assert.not(parameters('ip650', { keys: lampAndDoor }).has('lineKey.reassignment.enabled'));
});

test('lamps are a resource list where the software has one, and presence before', () => {
  const keys = [{ blf: 102, label: 'Bob' }];
  const list = parameters('ip650', { keys });
  assert.is(list.get('attendant.resourceList.1.address'), '102');
  assert.is(list.get('attendant.resourceList.1.label'), 'Bob');
  const watched = parameters('ip601', { keys });
  assert.is(watched.get('feature.1.name'), 'presence');
  assert.is(watched.get('feature.1.enabled'), '1');
  assert.not(watched.has('attendant.resourceList.1.address'));
});

test('a pinned version comes from its folder, with the files of that version where it wants them', () => {
  const master = (model: string, firmware: string) => parameters(model, { firmware }, { file: `${mac}.cfg` });
  const list = (model: string, firmware: string) => [
    master(model, firmware).get('APP_FILE_PATH'),
    master(model, firmware).get('CONFIG_FILES'),
  ];
  assert.equal(list('ip331', '4.0.14'), ['4.0.14/sip.ld', `${mac}-config.cfg,company.cfg`]);
  assert.equal(list('ip501', '3.1.7'), [
    '3.1.7/sip.ld',
    `${mac}-config.cfg,company.cfg,3.1.7/phone1.cfg,3.1.7/sip.cfg`,
  ]);
});

test('an older pin takes the way to show lamps that its version has', () => {
  assert.is(
    parameters('ip330', { firmware: '3.1.6', keys: [{ blf: 102 }] }).get('feature.1.name'),
    'presence',
  );
});

test("the server's password is in the phone's own file only, and only where there is one", () => {
  const provisioning = { ...fleet.provisioning, auth: { scheme: 'digest', user: 'phones', password: 'pw' } };
  const own = parameters('ip331', {}, { fleet: { provisioning } });
  for (const name of ['device.set', 'device.prov.user.set', 'device.prov.password.set'])
    assert.is(own.get(name), '1');
  assert.is(own.get('device.prov.user'), 'phones');
  assert.is(own.get('device.prov.password'), 'pw');
  assert.not([...parameters('ip331', {}).keys()].some(name => name.startsWith('device.')));
  const shared = parameters('ip331', {}, { fleet: { provisioning }, file: 'company.cfg' });
  assert.not([...shared].some(([name, value]) => name.startsWith('device.') || value === 'pw'));
});

test('a user and password in the URL get into no file that anybody may ask for', () => {
  const provisioning = { ...fleet.provisioning, url: 'https://phones:pw@prov.example.com' };
  const { artifacts } = compiled({
    fleet: { ...fleet, provisioning },
    phones: [{ mac, model: 'polycom/ip331' }],
  });
  for (const { path, text } of artifacts.filter(({ path }) => /bootstrap|reprovision/.test(path)))
    assert.not.match(text, /pw|phones/, path);
  const move = artifacts.find(({ path }) => path.endsWith('polycom-ip331-move.cfg'))?.text ?? '';
  assert.match(move, 'device.prov.serverName="https://prov.example.com/polycom/ip331"');
  assert.match(move, 'device.prov.serverType="HTTPS"');
});

test('the nightly look is spread by the phone where it can, else by its MAC', () => {
  const provisioning = { ...fleet.provisioning, poll: '23:30', random: '60m' };
  const company = (model: string) => parameters(model, {}, { fleet: { provisioning }, file: 'company.cfg' });
  assert.is(company('vvx411').get('prov.polling.mode'), 'random');
  assert.is(company('vvx411').get('prov.polling.timeRandomEnd'), '00:30');
  assert.not(parameters('vvx411', {}, { fleet: { provisioning } }).has('prov.polling.time'));
  assert.is(company('ip4000').get('prov.polling.mode'), 'abs');
  assert.match(
    parameters('ip4000', {}, { fleet: { provisioning } }).get('prov.polling.time') ?? '',
    /^(23:[345]\d|00:[0-3]\d)$/,
  );
});

test("a site's clock and language are its own, and the phone's may differ again", () => {
  const site = parameters('vvx411', { site: 'hq' }, { file: 'hq.cfg' });
  assert.is(site.get('tcpIpApp.sntp.gmtOffset'), '3600');
  assert.is(site.get('lcl.ml.lang'), 'German_Germany');
  assert.is(parameters('vvx411', { site: 'hq' }, { file: 'company.cfg' }).get('lcl.ml.lang'), '');
  const own = parameters('vvx411', { site: 'hq', language: 'fr-CA', timezone: 'America/Montreal' });
  assert.is(own.get('lcl.ml.lang'), 'French_Canada');
  assert.is(own.get('tcpIpApp.sntp.gmtOffset'), '-18000');
});

test('TLS brings its port, unless one is written', () => {
  const tls = parameters('vvx411', { sip: { transport: 'tls' } });
  assert.is(tls.get('reg.1.server.1.transport'), 'TLS');
  assert.is(tls.get('reg.1.server.1.port'), '5061');
  assert.is(
    parameters('vvx411', { sip: { transport: 'tls', port: 5063 } }).get('reg.1.server.1.port'),
    '5063',
  );
  assert.is(parameters('vvx411', { sip: { transport: 'tcp' } }).get('reg.1.server.1.port'), '5060');
});

test('a mailbox is called by the Messages key; without one nothing is said of it', () => {
  const own = parameters('ip331', {});
  assert.is(own.get('msg.mwi.1.callBackMode'), 'contact');
  assert.is(own.get('msg.mwi.1.callBack'), '*97');
  assert.not([...parameters('ip331', { lines: [102] }).keys()].some(name => name.startsWith('msg.')));
});

test('a phone without lines registers nothing and is a sound file', () => {
  assert.equal([...parameters('ip331', { lines: [] })], []);
});

test('SIP 3 is told of logs and restarts what UCS is told', () => {
  for (const model of ['ip300', 'ip4000', 'ip330', 'vvx411', 'edge-e350']) {
    const company = parameters(model, {}, { file: 'company.cfg' });
    assert.is(company.get('log.render.file.upload.append'), '1', model);
    assert.is(company.get('voIpProt.SIP.specialEvent.checkSync.alwaysReboot'), '0', model);
  }
});

test.run();
