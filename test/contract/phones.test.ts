import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type PhoneEntry,
  type Phones,
  printPhones,
  readClocks,
  readPhones,
  renewPhones,
} from '../../src/contract/phones.ts';
import { atOnce } from '../../src/runtime/turns.ts';

const people = fc.array(fc.tuple(fc.string(), fc.string({ unit: 'binary' })));
const phone: fc.Arbitrary<PhoneEntry> = fc.record(
  { site: fc.string(), timezone: fc.string(), people },
  { noNullPrototype: true },
);
const mac = fc.nat(30).map(n => `0004f2aa${String(n).padStart(4, '0')}`);
const sorted = (phones: Record<string, PhoneEntry>) =>
  Object.fromEntries(Object.entries(phones).sort(([a], [b]) => (a < b ? -1 : 1)));
const list = fc
  .dictionary(mac, phone)
  .map((phones): Phones => ({ timezone: 'UTC', utcLogs: ['boot.log'], phones: sorted(phones) }));
const text = (phones: Phones) => printPhones(phones, Object.entries(phones.phones));

test('a list survives the round trip', () => {
  fc.assert(
    fc.property(list, phones =>
      assert.equal(readPhones(text(phones)), { ...phones, phones: { ...phones.phones } }),
    ),
  );
});

test('a list of which some phones are renewed is the list that would have been printed', () => {
  fc.assert(
    fc.property(list, list, fc.array(mac), (before, now, gone) => {
      const touched = new Set([...Object.keys(now.phones), ...gone]);
      const kept = Object.entries(before.phones).filter(([mac]) => !touched.has(mac));
      const phones = sorted({ ...Object.fromEntries(kept), ...now.phones });
      const fresh = { head: now, phones: Object.entries(now.phones) };
      assert.is(renewPhones(text(before), touched, fresh), text({ ...now, phones }));
    }),
  );
});

const zone = fc.constantFrom('UTC', 'UTC2', 'Asia/Tokyo', '"timezone":"UTC"');
const site = fc.constantFrom('', '"timezone":"UTC"', 'ü');
const clocks = fc.dictionary(mac, fc.record({ site, timezone: zone, people }, { noNullPrototype: true }));

test('clocks that are read line by line show what the whole list says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-phones-'));
  const path = join(folder, 'phones.json');
  fc.assert(
    fc.property(zone, clocks, (timezone, phones) => {
      const list: Phones = { timezone, utcLogs: ['boot.log'], phones: sorted(phones) };
      writeFileSync(path, text(list));
      let seen = '';
      const { zones, ...head } = atOnce(
        readClocks(path, bytes => {
          seen += bytes.toString('latin1');
        }),
      );
      assert.equal(head, { timezone, utcLogs: ['boot.log'] });
      assert.is(Buffer.from(seen, 'latin1').toString(), text(list));
      const shown = Object.keys(phones).map(mac => zones.get(mac) ?? timezone);
      assert.equal(
        shown,
        Object.values(phones).map(phone => phone.timezone),
      );
    }),
  );
  rmSync(folder, { recursive: true });
});

test.run();
