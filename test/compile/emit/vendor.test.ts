// Vendor: a company's own pack, with names and formats unlike the shipped ones, added without a line of TypeScript.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { attempted } from '../../packs/company.ts';

const pack = `
title: Acme
userAgents: ['^Acme (?<model>[A-Z]\\d+) (?<version>[\\d.]+)$']
answers:
  - { ask: "{common}.cfg", answer: "acme/{model}/{common}.cfg" }
  - { ask: "cfg{mac}.xml", answer: "acme/{model}/cfg{mac}.xml" }
  - { ask: "{mac}.boot", answer: "bootstrap/acme.boot" }
outputs:
  - { for: fleet, template: common.eta, to: "http/{pack}/{model}/{common}.cfg", format: text, type: text/plain, parameters: true }
  - { for: phone, template: phone.eta, to: "http/{pack}/{model}/cfg{mac}.xml", format: xml, type: text/xml }
  - { for: fleet, template: boot.eta, to: "http/bootstrap/acme.boot", format: text, type: text/plain }
`;
const model = (code: string, agent: string) =>
  `title: Acme ${agent}\nuserAgents: [${agent}]\nlines: 2\nkeys: 2\ndirectory: 0\ndata: { common: ${code} }\n`;

const own = {
  'templates/acme/pack.yaml': pack,
  'templates/acme/a1/model.yaml': model('y000000000028', 'A1'),
  'templates/acme/a2/model.yaml': model('y000000000029', 'A2'),
  'templates/acme/a2/phone.eta': '<two mac="<%= it.phone.mac %>"/>\n',
  'templates/acme/phone.eta': '<one name="<%= it.phone.lines[0].person.name %>"/>\n',
  'templates/acme/boot.eta': 'server = <%= it.fleet.provisioning.url %>\n',
  'templates/acme/parameters.yaml': '"account.#.label": {}\n"hours": { type: integer }\n',
  'templates/acme/common.eta':
    '#!version:1\naccount.1.label = x\nhours = <%= it.fleet.clock.offset %>\nacount.1.label = y\n',
};
const { artifacts, output, findings } = attempted(
  {
    people: { 101: { name: 'A & B', password: 'x' } },
    phones: [
      { mac: '0004f2aabb01', model: 'acme/a1', lines: [101] },
      { mac: '0004f2aabb02', model: 'acme/a2', lines: [101] },
    ],
  },
  own,
);
const texts = new Map(artifacts.map(({ path, text }) => [path, text]));

test('a path may be named by what the model says of itself', () => {
  assert.match(texts.get('http/acme/a1/y000000000028.cfg') ?? '', 'hours = -21600');
  assert.ok(texts.has('http/acme/a2/y000000000029.cfg'));
  assert.is(texts.get('http/acme/a1/cfg0004f2aabb01.xml'), '<one name="A &amp; B"/>\n');
  assert.is(texts.get('http/acme/a2/cfg0004f2aabb02.xml'), '<two mac="0004f2aabb02"/>\n');
});

test('what a phone asks for first may be named by its model, too', () => {
  assert.equal(output?.head.packs.find(({ name }) => name === 'acme')?.answers, [
    { ask: 'y000000000028.cfg', answer: 'acme/a1/y000000000028.cfg' },
    { ask: 'y000000000029.cfg', answer: 'acme/a2/y000000000029.cfg' },
    { ask: 'cfg{mac}.xml', answer: 'acme/{model}/cfg{mac}.xml' },
    { ask: '{mac}.boot', answer: 'bootstrap/acme.boot' },
  ]);
});

test('lines of name = value are checked against its catalogue, at their line', () => {
  const told = findings.filter(({ rule }) => rule === 'parameters');
  assert.equal(
    told.map(({ file, line, message }) => `${file}:${line} ${message.replace(/ \(.*/, '')}`),
    [
      'templates/acme/common.eta:4 parameter "acount.1.label" is not in the vendor\'s list — did you mean "account.#.label"?',
    ],
  );
});

test('a value that a line cannot hold is an error with its template', () => {
  const people = { 101: { name: 'A', password: 'x' } };
  const template = { ...own, 'templates/acme/common.eta': "label = <%= 'two\\nlines' %>\n" };
  const phones = [{ mac: '0004f2aabb01', model: 'acme/a1', lines: [101] }];
  const { findings } = attempted({ people, phones }, template);
  assert.ok(
    findings.some(({ file, message }) => file === 'templates/acme/common.eta' && /line break/.test(message)),
  );
});

test.run();
