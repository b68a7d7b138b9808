import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { attempted } from '../../packs/company.ts';

const people = { 101: { name: 'Alice', password: 'x' } };
const phone = { mac: '0004f2aabb01', model: 'polycom/vvx411', lines: [101] };
const shipped = (name: string) =>
  readFileSync(join(import.meta.dirname, '..', '..', '..', 'templates', 'polycom', name), 'utf8');

const said = (own: Record<string, string>, records: Record<string, unknown> = {}) =>
  attempted({ people, phones: [phone], ...records }, own)
    .findings.filter(({ rule }) => rule === 'parameters')
    .map(({ file, line, severity, message }) => `${file}:${line} ${severity}: ${message}`);

const withLine = (line: string) => ({
  'templates/polycom/phone.eta': `<polycomConfig\n  reg.1.address="101"\n  ${line}\n/>\n`,
});

test('the shipped templates hold nothing that the vendor does not know', () => assert.equal(said({}), []));

test("a user's template with a wrong name is found, at its line", () => {
  assert.equal(said(withLine('reg.1.lable="x"')), [
    'templates/polycom/phone.eta:3 warning: parameter "reg.1.lable" is not in the vendor\'s list — did you mean "reg.#.label"? (while making http/polycom/vvx411/0004f2aabb01-config.cfg)',
  ]);
});

test('wrong letter case, a wrong value and a missing .set are errors', () => {
  assert.match(
    said(withLine('reg.1.Label="x"'))[0] ?? '',
    /^templates\/polycom\/phone\.eta:3 error: .*"reg\.1\.label"/,
  );
  assert.match(
    said(withLine('reg.1.server.1.port="many"'))[0] ?? '',
    /:3 error: .*"many"; it is a whole number/,
  );
  assert.equal(
    said(withLine('device.prov.user="&lt;x>"')).map(text => text.replace(/ \(.*/, '')),
    [
      'templates/polycom/phone.eta:3 error: device.prov.user has no effect without device.prov.user.set="1" and device.set="1" beside it',
    ],
  );
  assert.equal(said(withLine('device.set="1" device.prov.user.set="1" device.prov.user="x"')), []);
});

test('a value is read as the phone reads it, without its escapes', () => {
  assert.match(said(withLine('prov.polling.mode="a&amp;b"'))[0] ?? '', /is "a&b"; it may be/);
});

test('a name that a template puts together is found by its end', () => {
  const wrong = shipped('phone.eta').replace("own[reg + '.lineKeys']", "own[reg + '.lineKeyz']");
  const line = wrong.split('\n').findIndex(text => text.includes('.lineKeyz')) + 1;
  assert.match(
    said({ 'templates/polycom/phone.eta': wrong })[0] ?? '',
    new RegExp(`^templates/polycom/phone\\.eta:${line} warning: .*did you mean "reg\\.#\\.lineKeys"`),
  );
});

test('a part that a template uses is named where the fault is in it', () => {
  const wrong = shipped('clock.eta').replace(
    "own['tcpIpApp.sntp.gmtOffset']",
    "own['tcpIpApp.sntp.gmtOffsets']",
  );
  assert.match(
    said({ 'templates/polycom/clock.eta': wrong })[0] ?? '',
    /^templates\/polycom\/clock\.eta:5 warning: .*"tcpIpApp\.sntp\.gmtOffset"/,
  );
});

test('one mistake in a template is told once, however many phones it makes', () => {
  const phones = [1, 2, 3, 4].map(index => ({ ...phone, mac: `0004f2aabb0${index}` }));
  assert.is(said(withLine('reg.1.lable="x"'), { phones }).length, 1);
});

test("what the inventory says is the rule's to judge, and is told once", () => {
  const phones = [{ ...phone, settings: { 'reg.1.lable': 'x' } }];
  const found = said({}, { phones });
  assert.is(found.length, 1);
  assert.match(found[0] ?? '', /^inventory\/case\.yaml:1 warning/);
});

test('a phone whose software has no such parameter is warned about', () => {
  const phones = [{ ...phone, model: 'polycom/ip4000', settings: { 'lineKey.1.category': 'BLF' } }];
  assert.match(
    said({}, { phones })[0] ?? '',
    /software 3\.1 has no parameter "lineKey\.1\.category": a SoundStation IP 4000/,
  );
  const template = { 'templates/polycom/phone.eta': '<polycomConfig lineKey.1.category="BLF"/>' };
  assert.match(
    said(template, { phones: [{ ...phone, model: 'polycom/ip4000' }] })[0] ?? '',
    /software 3\.1 has no/,
  );
  assert.equal(said(template), []);
});

test('device.set may stand in a layer underneath', () => {
  const settings = { polycom: { 'device.set': 1, 'device.net.vlanId': 20, 'device.net.vlanId.set': 1 } };
  const own = { 'device.net.vlanId': 30, 'device.net.vlanId.set': true };
  const sites = { hq: { settings } };
  assert.equal(said({}, { sites, phones: [{ ...phone, site: 'hq', settings: own }] }), []);
  assert.match(
    said({}, { phones: [{ ...phone, settings: own }] })[0] ?? '',
    /no effect without "device\.set: 1"/,
  );
});

test.run();
