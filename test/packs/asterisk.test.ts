// Asterisk: what its files say for each way in which a company may have it. test/asterisk loads them in a real one.

import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compiled } from './company.ts';

const people = {
  101: { name: 'Alice "Al" <Nguyen>', password: 'semi;colon-41', voicemail: { pin: '4711' } },
  102: { name: 'Bob', password: 'bob-has-one-42' },
  103: { name: 'Mailbox', voicemail: true },
  104: { name: 'Nobody' },
};
const phones = [
  { mac: '0004f2aabb01', model: 'polycom/vvx411', lines: [101] },
  { mac: '0004f2aabb02', model: 'polycom/vvx411', lines: [101, 102], sip: { transport: 'tls', port: 5061 } },
];
const routes = {
  '200': { ring: [101, 102], for: '15s' },
  '7xx': { dial: 'PJSIP/{number}@trunk' },
  '9.': { dial: 'PJSIP/0{rest}@trunk' },
  '1000': { say: 'datetime' },
  '102': { ring: [102], else: { voicemail: 101 } },
};

function files(asterisk: object): Map<string, string> {
  const fleet = {
    name: 'Case Company',
    country: 'US',
    provisioning: { url: 'http://prov.example.com:8080' },
    sip: { server: 'pbx.example.com' },
    asterisk,
  };
  const { artifacts } = compiled({ fleet, people, phones, routes });
  return new Map(
    artifacts
      .filter(({ path }) => path.startsWith('asterisk/'))
      .map(({ path, text }) => [path.replace(/^asterisk\/|_plugtone\.conf$/g, ''), text]),
  );
}

const filled = (name: string) => `\${${name}}`; // by Asterisk

const section = (text: string | undefined, start: string) =>
  text?.split(start)[1]?.split(/\n\n|\n\[|\nexten/)[0];

test('each driver has its own files, and the common ones', () => {
  const common = ['extensions', 'hints', 'voicemail'];
  assert.equal([...files({}).keys()].sort(), [...common, 'pjsip', 'pjsip_notify'].sort());
  assert.equal([...files({ driver: 'sip' }).keys()].sort(), [...common, 'sip', 'sip_notify'].sort());
});

test('hashed passwords are what SIP makes of them, for one realm', () => {
  const hash = createHash('md5').update('101:tones.example.com:semi;colon-41').digest('hex');
  const hashed = { passwords: 'hashed', realm: 'tones.example.com' };
  const pjsip = files(hashed).get('pjsip') ?? '';
  assert.match(pjsip, 'auth_type = md5\nrealm = tones.example.com\n');
  assert.match(pjsip, `md5_cred = ${hash}\n`);
  assert.not.match(pjsip, /semi|bob-has/);
  const sip = files({ ...hashed, driver: 'sip' }).get('sip') ?? '';
  assert.match(sip, `md5secret = ${hash}\n`);
  assert.match(sip, '`realm = tones.example.com`');
  assert.not.match(sip, /semi|bob-has/);
});

test('an endpoint names a transport where all its phones use that one', () => {
  const pjsip = files({ transports: { udp: 'transport-udp', tls: 'transport-tls' } }).get('pjsip');
  assert.match(section(pjsip, '\n[102](plugtone-endpoint)') ?? '', 'transport = transport-tls');
  assert.not.match(section(pjsip, '\n[101](plugtone-endpoint)') ?? '', 'transport');
  assert.not.match(files({}).get('pjsip') ?? '', /^transport/m);
});

test('without a password there is no endpoint and no hint, but there may be a mailbox', () => {
  const { pjsip, hints, voicemail, extensions } = Object.fromEntries(files({}));
  for (const text of [pjsip, hints]) assert.not.match(text ?? '', /\b10[34]\b/);
  assert.match(voicemail ?? '', '\n103 => 103,Mailbox,\n');
  assert.match(extensions ?? '', 'exten => 103,1,VoiceMail(103@default,u)');
  assert.not.match(extensions ?? '', /=> 104/);
});

test('routes stand in the dialplan, with what is dialled where nobody answers for plugtone', () => {
  const extensions = files({}).get('extensions') ?? '';
  const both = ['101', '102'].map(extension => filled(`PJSIP_DIAL_CONTACTS(${extension})`)).join('&');
  const number = filled(`FILTER(0-9*#+,${filled('EXTEN')})`);
  assert.match(extensions, `exten => 200,1,Gosub(plugtone-route,s,1(${number}))`);
  assert.match(extensions, `same => n,Dial(${both},15)`);
  assert.match(extensions, `exten => _7XX,1,Gosub(plugtone-route,s,1(${number}))`);
  assert.match(extensions, `same => n,Dial(PJSIP/${number}@trunk,60)`);
  assert.match(extensions, `same => n,Dial(PJSIP/0${number.replace('EXTEN', 'EXTEN:1')}@trunk,60)`);
  assert.is(extensions.match(/^exten => 102,1,/gm)?.length, 1);
  assert.match(files({ driver: 'sip' }).get('extensions') ?? '', 'same => n,Dial(SIP/101&SIP/102,15)');
});

test('calls that come in are said to be from outside, others are not', () => {
  const extensions = files({}).get('extensions') ?? '';
  assert.match(extensions, '[plugtone-incoming]\nexten => s,1,Gosub(plugtone-caller-name,s,1(outside))\n');
  assert.match(extensions, `AGI(agi://${filled('server')}/caller-name,${filled('ARG1')})`);
});

test('FastAGI is asked where the inventory says', () => {
  const extensions = files({ agi: '192.0.2.10:4573' }).get('extensions') ?? '';
  assert.is(extensions.match(/Set\(LOCAL\(server\)=192\.0\.2\.10:4573\)/g)?.length, 2);
});

test.run();
