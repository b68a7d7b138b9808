// Order: the same records give the same bytes, in whatever files, documents and order they are written.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { artifactsOf, compileFiles, runs } from './company.ts';

type Piece = Record<string, unknown>;

const fleet = {
  name: 'Case Company',
  country: 'US',
  timezone: 'America/Chicago',
  provisioning: { url: 'http://prov.example.com:8080', poll: '01:00', random: '60m' },
  sip: { server: 'pbx.example.com' },
};

const phone = (mac: string, model: string, lines: unknown[], more: object = {}) => ({
  phones: [{ mac, model, lines, ...more }],
});

// One record a piece; a piece becomes a file, a document of a file, or is laid together with others.
const pieces: Piece[] = [
  { fleet },
  { sites: { hq: { language: 'en' } } },
  { sites: { lab: { timezone: 'America/New_York' } } },
  { people: { 101: { name: 'Alice Nguyen', password: 'alpha-one' } } },
  { people: { 102: { name: 'Bob Ortega', password: 'bravo-two', numbers: ['+1 256 555 0102'] } } },
  { people: { '0103': { name: 'Ömer Yıldız', password: 'charlie-three', voicemail: true } } },
  phone('00:04:f2:aa:bb:01', 'polycom/ip330', [101], { site: 'hq' }),
  phone('00:04:f2:aa:bb:02', 'polycom/vvx411', [102, '0103'], { site: 'lab', keys: [{ blf: 101 }] }),
  phone('00:04:f2:aa:bb:03', 'polycom/ip650', ['0103'], { settings: { 'up.b': 2, 'up.a': 1 } }),
  { contacts: [{ name: 'Pizza Place', number: '+1 256 555 0142', speed: 7 }] },
  { contacts: [{ name: 'Äpfel & Birnen', number: '+1 256 555 0143' }] },
  { callers: { '+1 256 555 0100': 'Alabama Supply' } },
  { callers: { '+1 256 555 02xx': 'City Hall' } },
  { routes: { 200: { ring: [101, 102] } } },
  { routes: { '3xx': { dial: 'PJSIP/{number}@trunk' } } },
];

function output(texts: string[]): [string, string][] {
  const files = texts.map((text, index) => ({
    path: `inventory/${index}.yaml`,
    bytes: () => Buffer.from(text),
  }));
  const made = artifactsOf(compileFiles(files));
  if (!made) throw new Error('the company of this test is at fault');
  return [...made].map(([path, { text, same = '' }]): [string, string] => [path, `${same}\n${text}`]).sort();
}

const expected = output(pieces.map(piece => JSON.stringify(piece)));

const shuffled = fc.shuffledSubarray(pieces, { minLength: pieces.length });

test('files in any order', () => {
  fc.assert(
    fc.property(shuffled, order => assert.equal(output(order.map(piece => JSON.stringify(piece))), expected)),
    runs(15),
  );
});

test('documents of one file in any order', () => {
  fc.assert(
    fc.property(shuffled, order =>
      assert.equal(output([order.map(piece => JSON.stringify(piece)).join('\n---\n')]), expected),
    ),
    runs(15),
  );
});

test('keys of any mapping in any order', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat(1000)), numbers => {
      const texts = pieces.map(piece => JSON.stringify(disordered(piece, () => numbers.next().value ?? 0)));
      assert.equal(output(texts), expected);
    }),
    runs(15),
  );
});

// A fleet's subnets and a phone's lines and keys are lists: their order says something, and stays.
function disordered(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map(item => disordered(item, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => ({
    at: random(),
    key,
    item: disordered(item, random),
  }));
  return Object.fromEntries(entries.sort((a, b) => a.at - b.at).map(({ key, item }) => [key, item]));
}

test('the same input twice gives the same bytes', () => {
  assert.equal(output(pieces.map(piece => JSON.stringify(piece))), expected);
});

test.run();
