// Round trip: any text that gets through check comes out of every file that is made of it, as its reader reads it.

import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bytes } from '../../src/compile/packs/settings.ts';
import { shownName } from '../../src/compile/plan/shownName.ts';
import { callerName, readConf } from './asteriskConf.ts';
import { artifactsOf, check, runs } from './company.ts';

const mac = '0004f2aabb01';

const nasty = fc.constantFrom(
  '&',
  '<',
  '>',
  '"',
  "'",
  ';',
  '\\',
  '\\;',
  ';--',
  '--;',
  '=',
  '=>',
  '[',
  ']',
  '(',
  '#',
  '$' + '{x}',
  '%',
  ',',
  '|',
  '  ',
  '\t',
  '\n',
  '\r\n',
  '\0',
  '\u0085',
  '\u2028',
  '\u202e',
  '\ufeff',
  '\ud800',
  'ü',
  'u\u0308',
  '山',
  '👩‍🚀',
  ']]>',
  '<!--',
  '&amp;',
  '&#10;',
  '-->',
  '{{',
  '<%= 1 %>',
  '$(id)',
  '`id`',
  '!',
  '~',
  '*',
  'x',
);
const text = fc.oneof(
  fc
    .array(fc.oneof(nasty, fc.string({ unit: 'grapheme-ascii', maxLength: 4 })), {
      minLength: 1,
      maxLength: 8,
    })
    .map(parts => parts.join('')),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
);
const visible = fc.string({
  unit: fc.constantFrom(...'abcXYZ 09&<>"\'\\;=[](),|#%$!äß山ж'),
  minLength: 1,
  maxLength: 24,
});

interface Texts {
  fleet: string;
  name: string;
  password: string;
  label: string;
  contact: string;
  caller: string;
  parameter: string;
}

const textsOf = (one: fc.Arbitrary<string>): fc.Arbitrary<Texts> =>
  fc.record({ fleet: one, name: one, password: one, label: one, contact: one, caller: one, parameter: one });

function compiled(texts: Texts) {
  const records = {
    fleet: {
      name: texts.fleet,
      country: 'US',
      provisioning: { url: 'http://prov.example.com' },
      sip: { server: 'pbx.example.com' },
    },
    people: { 101: { name: texts.name, password: texts.password, voicemail: true } },
    phones: [
      {
        mac,
        model: 'polycom/ip650',
        lines: [{ person: 101, label: texts.label }],
        settings: { 'dialplan.digitmap': texts.parameter },
      },
    ],
    contacts: [{ name: texts.contact, number: '+1 256 555 0142' }],
    callers: { '+1 256 555 0100': texts.caller },
  };
  const bytes = Buffer.from(JSON.stringify(records)); // JSON is YAML
  return check({ 'inventory/fleet.yaml': bytes, 'inventory/people.yaml': Buffer.from('') });
}

/** Elements in the order of their start tags, as an XML parser that checks well-formedness sees them. */
function elements(xml: string) {
  const found: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const parser = new SaxesParser();
  parser.on('error', error => {
    throw error;
  });
  parser.on(
    'opentag',
    ({ name, attributes }) =>
      void found.push({ name, attributes: attributes as Record<string, string>, text: '' }),
  ); // no namespaces are asked for
  parser.on('text', piece => {
    const last = found.at(-1);
    if (last) last.text += piece;
  });
  parser.write(xml).close();
  return found;
}

const commands = (text: string) => text.split('\n').filter(line => !line.startsWith('#'));

/** A directory's fields hold 40 bytes of the first word and 40 of the rest; check warns where more is cut. */
function cut(name: string): string {
  const [first = '', ...rest] = name.split(' ');
  return `${bytes(first, 40)} ${bytes(rest.join(' '), 40)}`.replace(/ $/, '');
}

function compare(texts: Texts, files: Map<string, { text: string }>) {
  const file = (path: string) => files.get(path)?.text ?? '';
  const name = texts.name.normalize('NFC');

  const [config] = elements(file(`http/polycom/ip650/${mac}-config.cfg`));
  assert.is(config?.attributes['reg.1.displayName'], name);
  assert.is(config?.attributes['reg.1.auth.password'], texts.password);
  assert.is(config?.attributes['reg.1.label'], texts.label);
  assert.is(config?.attributes['dialplan.digitmap'], texts.parameter);

  const listed = elements(file('http/polycom/ip650/000000000000-directory.xml'));
  const parts = (tag: string) => listed.filter(element => element.name === tag).map(element => element.text);
  const names = parts('fn').map((first, index) => `${first} ${parts('ln')[index]}`.replace(/ $/, ''));
  assert.equal(names.sort(), [name, texts.contact.normalize('NFC')].map(cut).sort());

  const pjsip = readConf(file('asterisk/pjsip_plugtone.conf')).filter(({ section }) => section === '101');
  const value = (key: string) => pjsip.find(line => line.key === key)?.value ?? '';
  assert.is(value('password'), texts.password);
  const said: Record<string, string> = { '"': "'", '\\': '/', '<': '(', '>': ')' };
  assert.is(
    callerName(value('callerid')),
    name.replace(/["\\<>]/g, sign => said[sign] ?? ''),
  );

  const [box] = readConf(file('asterisk/voicemail_plugtone.conf'));
  assert.is(box?.value, `101,${name.replace(/[,|]/g, ' ')},`);

  const callers = JSON.parse(file('callers.json'));
  assert.is(callers['+12565550100'] ?? '', shownName(texts.caller));
  assert.is(callers['101'] ?? '', shownName(name));
  assert.type(JSON.parse(file('dhcp/kea-dhcp4.json')), 'object');
  for (const path of ['dhcp/dhcpd.conf', 'dhcp/dnsmasq.conf'])
    assert.equal(
      commands(file(path)),
      commands(plain?.get(path)?.text ?? ''),
      `${path} names the fleet in comments only`,
    );
  for (const [path, { text: content }] of files)
    if (/\.(?:cfg|xml)$/.test(path) && content !== '') elements(content);
}

const ordinary = 'Example';
const plain = artifactsOf(
  compiled({
    fleet: ordinary,
    name: ordinary,
    password: ordinary,
    label: ordinary,
    contact: ordinary,
    caller: ordinary,
    parameter: ordinary,
  }),
);

const trimmed = visible.map(one => one.trim()).filter(one => one !== '');
const mixed = fc.oneof({ arbitrary: trimmed, weight: 3 }, { arbitrary: text, weight: 1 });

test('whatever check lets through comes back from XML, conf and JSON', () => {
  let through = 0;
  fc.assert(
    fc.property(textsOf(mixed), texts => {
      const files = artifactsOf(compiled(texts));
      if (!files) return;
      through += 1;
      compare(texts, files);
    }),
    runs(100),
  );
  assert.ok(through > 0, 'nothing got through: the test shows nothing');
});

test('check lets every visible text through, and it comes back', () => {
  fc.assert(
    fc.property(textsOf(trimmed), texts => {
      const made = compiled(texts);
      const files = artifactsOf(made);
      assert.equal(
        made.findings.filter(({ severity }) => severity === 'error').map(({ message }) => message),
        [],
      );
      if (files) compare(texts, files);
    }),
    runs(40),
  );
});

test('no text makes a template fail: check finds it first', () => {
  fc.assert(
    fc.property(textsOf(text), texts => {
      const made = compiled(texts);
      artifactsOf(made);
      assert.equal(
        made.findings.filter(({ rule }) => rule === 'template').map(({ message }) => message),
        [],
      );
    }),
    runs(100),
  );
});

test.run();
