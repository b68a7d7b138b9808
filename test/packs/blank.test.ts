// Blank values: every pack's templates with whatever may be left out left out.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { company, compiled } from './company.ts';

const models = company.packs().flatMap(pack => pack.models.map(({ name }) => `${pack.name}/${name}`));
const mac = (index: number) => `0004f2aa${(0xbb00 + index).toString(16)}`;
const bare = { name: 'B', country: 'US', provisioning: { url: 'http://p' }, sip: { server: 'pbx' } };

function sound(records: Record<string, unknown>): void {
  const { artifacts, findings } = compiled({ fleet: bare, ...records });
  for (const { path, text } of artifacts) assert.not.match(text, /\b(?:undefined|NaN|\[object)\b/, path);
  assert.equal(
    findings.filter(({ rule }) => !['secrets', 'capacity', 'lines'].includes(rule)),
    [],
  );
}

test('phones without lines, keys, site or person', () =>
  sound({ phones: models.map((model, index) => ({ mac: mac(index), model })) }));

test('people without password, email, number or mailbox', () =>
  sound({
    people: { 101: { name: 'A' } },
    phones: models.map((model, index) => ({ mac: mac(index), model, lines: [101] })),
  }));

test('keys without a label, for numbers nobody has', () =>
  sound({
    people: { 101: { name: 'A' }, 102: { name: 'B', directory: false } },
    phones: models.map((model, index) => ({
      mac: mac(index),
      model,
      lines: [101],
      keys: [{ blf: 102 }, { speed: 911 }],
    })),
  }));

test('sites that say nothing, and one that stands empty', () =>
  sound({
    sites: { hq: null, empty: { language: 'de', timezone: 'Asia/Tokyo' } },
    phones: models.map((model, index) => ({ mac: mac(index), model, site: 'hq' })),
  }));

test('a fleet with nobody in it', () => sound({}));

test.run();
