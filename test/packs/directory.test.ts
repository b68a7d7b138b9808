import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compiled } from './company.ts';

const people = {
  101: { name: 'Zoë Ångström', password: 'a' },
  102: { name: 'Ärzte', password: 'b' },
  103: { name: 'Alarm Line', password: 'c', directory: false },
  104: { name: 'Zacharias Møller', password: 'd' },
};
const contacts = [
  { name: 'Pizza Place', number: '+1 256 555 0142', speed: 1 },
  { name: 'Taxi', number: '+1 503 555 0177', speed: 3, site: 'portland' },
];
const phone = (index: number, more: object = {}) => ({
  mac: `0004f2aabb0${index}`,
  model: 'polycom/vvx411',
  lines: [101],
  ...more,
});

function directories(records: object) {
  const { artifacts, plan } = compiled({ sites: { portland: {} }, people, contacts, ...records });
  const byPath = new Map(
    artifacts.map(artifact => [artifact.path.replace(/^http\/polycom\//, ''), artifact]),
  );
  return { plan, of: (path: string) => byPath.get(path), paths: [...byPath.keys()] };
}

const names = (text = '') =>
  [...text.matchAll(/<ln>(.*?)<\/ln><fn>(.*?)<\/fn>/g)].map(([, last, first]) => `${first} ${last}`.trim());
const speeds = (text = '') =>
  [...text.matchAll(/<ct>(.*?)<\/ct><sd>(.*?)<\/sd>/g)].map(([, number, speed]) => `${number}:${speed}`);

test('people and contacts are listed as the language sorts, but for those who wish otherwise', () => {
  const english = directories({ phones: [phone(1)] }).of('vvx411/000000000000-directory.xml')?.text;
  assert.equal(names(english), ['Ärzte', 'Pizza Place', 'Zacharias Møller', 'Zoë Ångström']);
  const sites = { portland: {}, malmo: { language: 'sv' } };
  const { of } = directories({ sites, phones: [phone(1, { site: 'malmo' })] });
  assert.equal(names(of('vvx411/malmo-directory.xml')?.text), [
    'Pizza Place',
    'Zacharias Møller',
    'Zoë Ångström',
    'Ärzte',
  ]);
});

test('a phone without keys shares the file of its site, or the one of all', () => {
  const sites = { portland: {}, malmo: { language: 'sv' }, hq: {} };
  const phones = [phone(1, { site: 'malmo' }), phone(2, { site: 'hq' }), phone(3)];
  const { of, paths } = directories({ sites, phones });
  assert.is(of('vvx411/0004f2aabb01-directory.xml')?.same, 'http/polycom/vvx411/malmo-directory.xml');
  assert.is(of('vvx411/0004f2aabb02-directory.xml')?.same, 'http/polycom/vvx411/000000000000-directory.xml');
  assert.is(of('vvx411/0004f2aabb03-directory.xml')?.same, 'http/polycom/vvx411/000000000000-directory.xml');
  assert.not(paths.includes('vvx411/hq-directory.xml'));
});

test('sites of one language, and models that hold as many, share one file', () => {
  const sites = { portland: {}, malmo: { language: 'sv' }, lund: { language: 'sv' } };
  const phones = [
    phone(1, { site: 'malmo' }),
    phone(2, { site: 'lund' }),
    phone(3, { site: 'lund', model: 'polycom/ip650' }),
  ];
  const { of } = directories({ sites, phones });
  const [first, ...others] = ['ip650/lund', 'vvx411/lund', 'vvx411/malmo'].map(path =>
    of(`${path}-directory.xml`),
  );
  assert.is([first, ...others].filter(artifact => artifact?.same === undefined).length, 1);
  assert.is(of('vvx411/000000000000-directory.xml')?.same, 'http/polycom/ip650/000000000000-directory.xml');
});

test("a site's contact is listed there and nowhere else, and calls from it have its name everywhere", () => {
  const sites = { portland: {}, hq: {} };
  const { of, plan } = directories({
    sites,
    phones: [phone(1, { site: 'portland' }), phone(2, { site: 'hq' })],
  });
  assert.ok(names(of('vvx411/portland-directory.xml')?.text).includes('Taxi'));
  assert.not(names(of('vvx411/000000000000-directory.xml')?.text).includes('Taxi'));
  assert.is(plan.callers.get('+15035550177'), 'Taxi');
});

test("contacts keep their speed dials; a phone's keys take the free ones", () => {
  const keys = [
    { speed: '+12565550199', label: 'Front Door' },
    { speed: '+12565550198' },
    { speed: '+12565550142' },
  ];
  const text = directories({ phones: [phone(1, { keys })] }).of('vvx411/0004f2aabb01-directory.xml')?.text;
  assert.equal(speeds(text).slice(0, 4), ['+12565550199:2', '+12565550198:3', '+12565550142:1', '102:']);
});

test('names fit their fields whole, in bytes and never within a character', () => {
  const long = `${'ä'.repeat(30)} ${'😀'.repeat(15)}`;
  const text = directories({ people: { 101: { name: long } }, phones: [phone(1)] }).of(
    'vvx411/000000000000-directory.xml',
  )?.text;
  assert.match(text ?? '', `<ln>${'😀'.repeat(10)}</ln><fn>${'ä'.repeat(20)}</fn>`);
});

test('a model that holds fewer keeps those with a speed dial, then the first by name', () => {
  const many = Object.fromEntries(
    [...Array(150).keys()].map(index => [1000 + index, { name: `Person ${index}` }]),
  );
  const late = [{ name: 'Zzz', number: '+12565550142', speed: 5 }];
  const { of } = directories({
    people: { ...people, ...many },
    contacts: late,
    phones: [phone(1, { model: 'polycom/vvx101' })],
  });
  const found = names(of('vvx101/000000000000-directory.xml')?.text);
  assert.is(found.length, 99);
  assert.is(found.at(-1), 'Zzz');
  assert.is(found[1], 'Person 0');
});

test('speed dials beyond what a model has are left out there', () => {
  const late = [{ name: 'Zzz', number: '+12565550142', speed: 100 }];
  const text = (model: string) =>
    directories({ contacts: late, phones: [phone(1, { model: `polycom/${model}` })] }).of(
      `${model}/000000000000-directory.xml`,
    )?.text;
  assert.ok(speeds(text('ip331')).includes('+12565550142:100'));
  assert.ok(speeds(text('ip330')).includes('+12565550142:'));
});

test.run();
