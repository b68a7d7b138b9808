import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readAttributes } from '../../src/cli/boot/xml.ts';
import type { Artifact } from '../../src/compile/emit/artifact.ts';
import { userAgentReader } from '../../src/contract/userAgent.ts';
import { company, compiled } from './company.ts';

const models = company.models('polycom');
const hostile = `Zoë "O'Malley" <b> & Söhne`;
const phones = models.map((name, index) => ({ name, mac: `0004f2aa${(0xbb00 + index).toString(16)}` }));
const { artifacts, head, findings } = compiled({
  people: {
    101: { name: hostile, password: `p"&<'>;w`, voicemail: true },
    102: { name: 'Bob Ortega', password: 'b' },
  },
  phones: phones.map(({ name, mac }) => ({
    mac,
    model: `polycom/${name}`,
    lines: [101],
    keys: [{ blf: 102 }, { speed: '+12565550199', label: 'Door & Gate' }],
  })),
});
const byPath = new Map<string, Artifact>(artifacts.map(artifact => [artifact.path, artifact]));

function attributes(path: string): Map<string, string> {
  const read = readAttributes(byPath.get(path)?.text ?? '');
  if (!Array.isArray(read)) throw new Error(`${path}: ${read.fault}`);
  return new Map(read);
}

test('there are the 62 models that the vendor has made', () => assert.is(models.length, 62));

test('every file of every model is well-formed XML', () => {
  for (const { path, text, same } of artifacts) {
    if (path.startsWith('http/') && same === undefined) assert.ok(Array.isArray(readAttributes(text)), path);
  }
});

for (const { name, mac } of phones) {
  test(`${name}: its master names files that are there, and they register its line`, () => {
    const folder = `http/polycom/${name}`;
    const files = attributes(`${folder}/${mac}.cfg`).get('CONFIG_FILES')?.split(',') ?? [];
    const own = files.filter(file => !/^(phone1|sip)_\d+\.cfg$/.test(file));
    assert.equal(own, [`${mac}-config.cfg`, 'company.cfg']);
    for (const file of own) assert.ok(byPath.has(`${folder}/${file}`), file);
    const parameters = attributes(`${folder}/${mac}-config.cfg`);
    assert.is(parameters.get('reg.1.address'), '101');
    assert.is(parameters.get('reg.1.auth.password'), `p"&<'>;w`);
    assert.is(parameters.get('reg.1.displayName'), hostile);
    assert.is(parameters.get('reg.1.server.1.address'), 'pbx.example.com');
    assert.is(attributes(`${folder}/company.cfg`).get('prov.polling.time'), '01:00');
    assert.ok(
      byPath.has(`${folder}/${mac}-directory.xml`) && byPath.has(`${folder}/000000000000-directory.xml`),
    );
  });

  test(`${name}: its bootstrap keeps an application and moves it to its folder, with every .set`, () => {
    const master = attributes(`http/bootstrap/polycom-${name}.cfg`);
    assert.is(master.get('APP_FILE_PATH'), `polycom/${name}/sip.ld`);
    const move = attributes(`http/${master.get('CONFIG_FILES')?.split(',')[0]}`);
    assert.is(move.get('device.set'), '1');
    assert.is(move.get('device.prov.serverName'), `http://prov.example.com:8080/polycom/${name}`);
    for (const parameter of move.keys())
      if (!parameter.endsWith('.set')) assert.is(move.get(`${parameter}.set`), '1', parameter);
    assert.ok(
      (master.get('CONFIG_FILES') ?? '').length < 2047 && !/[\s%]/.test(master.get('CONFIG_FILES') ?? ''),
    );
  });
}

test('what the pack itself writes is known to the vendor, for every model', () =>
  assert.equal(
    findings.filter(({ rule }) => rule === 'parameters'),
    [],
  ));

test('SIP 3.2 and older list the version-matched files of the vendor behind ours', () => {
  const list = (name: string) => attributes(`http/polycom/${name}/000000000000.cfg`).get('CONFIG_FILES');
  assert.is(list('ip4000'), 'company.cfg,phone1_318.cfg,sip_318.cfg');
  assert.is(list('ip500'), 'company.cfg,phone1_213.cfg,sip_213.cfg');
  assert.is(list('ip430'), 'company.cfg,phone1_327.cfg,sip_327.cfg');
  assert.is(list('ip330'), 'company.cfg');
});

test('no bootstrap holds a secret', () => {
  for (const { path, text } of artifacts)
    if (path.startsWith('http/bootstrap/')) assert.not.match(text, /password/i);
});

const read = userAgentReader(head.packs);
const described = (agent: string) => {
  const kind = read(agent);
  return kind && `${kind.model} ${kind.version} ${kind.serial} ${kind.type}`.trim();
};

test('user agents of all generations and both brands are recognised', () => {
  const agents: [string, string][] = [
    ['FileTransport PolycomSoundPointIP-SPIP_335-UA/3.2.1.0078 (application)', 'ip335 3.2.1.0078'],
    ['FileTransport PolycomSoundPointIP-SPIP_335-UA/4.2.1.0275', 'ip335 4.2.1.0275'],
    [
      'FileTransport PolycomSoundPointIP-SPIP_335-UA/4.0.13.1445 (SN:0004f2aabb01) Type/Application',
      'ip335 4.0.13.1445 0004f2aabb01 Application',
    ],
    [
      'FileTransport PolycomSoundStationIP-SSIP_6000-UA/5.0.3.1667 Type/Updater',
      'ip6000 5.0.3.1667  Updater',
    ],
    ['FileTransport PolycomVVX-VVX_500-UA/5.9.7.4477 Type/Application', 'vvx500 5.9.7.4477  Application'],
    [
      'FileTransport PolycomRealPresenceTrio-Trio_8800-UA/7.2.2.1094 (SN:12345) Type/Application',
      'trio8800 7.2.2.1094 12345 Application',
    ],
    [
      'FileTransport PolyCCX-CCX_600-UA/8.0.2.3267 (SN:4825670aabb1) Type/Application',
      'ccx600 8.0.2.3267 4825670aabb1 Application',
    ],
    [
      'FileTransport PolyEdge-Edge_E450-UA/8.0.0.15602 Type/Application',
      'edge-e450 8.0.0.15602  Application',
    ],
    ['FileTransport PolycomSoundPointIP-SPIP_330-UA/3.3.5.0247', 'ip330 3.3.5.0247'],
    ['FileTransport PolycomSoundPointIP-SPIP_331-UA/ 3.3.5.0247', 'ip331 3.3.5.0247'],
    ['FileTransport PolycomSoundStationIP-SSIP_4000-UA/3.1.8.0070', 'ip4000 3.1.8.0070'],
    [
      'FileTransport PolycomSoundStationDuo-SSDuo-UA/4.0.4.2906 Type/Application',
      'duo 4.0.4.2906  Application',
    ],
    ['FileTransport PolycomSoundStationIP-SSIP_Duo-UA/4.0.4.2906', 'duo 4.0.4.2906'],
    ['FileTransport PolyEdge-Edge_B20-UA/1.1.0.6981 Type/Application', 'edge-b20 1.1.0.6981  Application'],
    ['FileTransport PolycomVVX-VVX_1500-UA/5.9.7.4477 Type/Updater', 'vvx1500 5.9.7.4477  Updater'],
    ['FileTransport PolycomVVX-VVX_450-UA/6.4.0.1234 Type/Application', 'vvx450 6.4.0.1234  Application'],
    [
      'FileTransport PolyCCX-CCX_500-UA/9.4.1.0508 (SN:64167f9f4c90) Type/Application',
      'ccx500 9.4.1.0508 64167f9f4c90 Application',
    ],
    [
      'FileTransport PolycomSoundStationIP-SSIP_5000-UA/4.0.3.7562 Type/Application',
      'ip5000 4.0.3.7562  Application',
    ],
    ['FileTransport PolycomSoundPointIP-SPIP_430-UA/3.2.4B', 'ip430 3.2.4B'],
  ];
  for (const [agent, expected] of agents) assert.is(described(agent), expected, agent);
});

test('look-alikes and garbage are not', () => {
  const strangers = [
    '',
    'curl/8.0',
    'Mozilla/5.0 (FileTransport PolycomVVX-VVX_500-UA/5.9.7.4477)',
    'Microbrowser/1.1 PolycomSoundPointIP-SPIP_550-UA/4.0.15.1047 Type/Application',
    'FileTransport PolycomVVX-VVX_999-UA/5.9.7.4477',
    'FileTransport PolycomVVX-VVX_500-UA/',
    'FileTransport PolycomVVX-VVX_500-UA/5.9.7.4477 Type/Application and more',
    'FileTransport AcmeVVX-VVX_500-UA/5.9.7.4477',
    'FileTransport PolygonVVX-VVX_500-UA/5.9.7.4477',
    'FileTransport PolyesterPhone-VVX_500-UA/5.9.7.4477',
    'filetransport polycomvvx-vvx_500-ua/5.9.7.4477',
    `FileTransport PolycomVVX-VVX_500-UA/5.9.7.4477 (SN:${'a'.repeat(400)})`,
    'Polycom/5.5.2.8571 PolycomVVX-VVX_310-UA/5.5.2.8571',
  ];
  for (const agent of strangers) assert.is(described(agent), undefined, agent);
});

test.run();
