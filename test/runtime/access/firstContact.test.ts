// First contact: once, for a while, at one address, and a restart opens nothing again.

import { appendFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { firstContacts } from '../../../src/runtime/access/firstContact.ts';

const mac = '0004f2aabb01';
const hour = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'plugtone-first-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

function scene() {
  const time = { now: 1_800_000_000_000 };
  const path = join(folder, `${count++}`, 'first-contact.jsonl');
  const open = () => firstContacts(path, () => time.now);
  return { time, path, open, contacts: open() };
}

test('a phone has its window at the address that opened it, until the time is over', () => {
  const { contacts, time } = scene();
  assert.is(contacts.own(mac, '10.0.0.1', hour), 'yes');
  assert.is(contacts.own(mac, '10.0.0.2', hour), 'elsewhere');
  assert.equal(contacts.at('10.0.0.1'), [mac]);
  assert.equal(contacts.at('10.0.0.2'), []);
  time.now += hour - 1;
  assert.is(contacts.own(mac, '10.0.0.1', hour), 'yes');
  time.now += 1;
  assert.is(contacts.own(mac, '10.0.0.1', hour), 'over');
  assert.equal(contacts.at('10.0.0.1'), []);
});

test('a phone that proved itself has no window any more, and gets none', () => {
  const { contacts } = scene();
  contacts.own(mac, '10.0.0.1', hour);
  contacts.proved(mac);
  assert.is(contacts.own(mac, '10.0.0.1', hour), 'proved');
  assert.equal(contacts.at('10.0.0.1'), []);
  contacts.proved('0004f2aabb02');
  assert.is(contacts.own('0004f2aabb02', '10.0.0.1', hour), 'proved', 'also where it never had one');
});

test('a restart opens nothing again and closes nothing', () => {
  const { contacts, open, time } = scene();
  contacts.own(mac, '10.0.0.1', hour);
  contacts.proved('0004f2aabb02');
  const again = open();
  assert.equal(again.at('10.0.0.1'), [mac]);
  assert.is(again.own(mac, '10.0.0.2', hour), 'elsewhere');
  assert.is(again.own('0004f2aabb02', '10.0.0.1', hour), 'proved');
  time.now += hour;
  assert.is(open().own(mac, '10.0.0.1', hour), 'over');
});

test('a line that a crash cut off costs itself only', () => {
  const { contacts, path, open } = scene();
  contacts.own(mac, '10.0.0.1', hour);
  appendFileSync(path, '{"mac":"0004f2aabb02","addr');
  const again = open();
  again.proved('0004f2aabb03');
  const third = open();
  assert.equal(third.at('10.0.0.1'), [mac]);
  assert.is(third.own('0004f2aabb03', '10.0.0.1', hour), 'proved');
});

test('several phones may come up behind one address', () => {
  const { contacts } = scene();
  for (const one of [mac, '0004f2aabb02']) assert.is(contacts.own(one, '10.0.0.1', hour), 'yes');
  assert.equal(contacts.at('10.0.0.1'), [mac, '0004f2aabb02']);
});

test('a proof is noted once, and the file is for owner and group', () => {
  const { contacts, path } = scene();
  contacts.proved(mac);
  const { size, mode } = statSync(path);
  for (let times = 0; times < 100; times++) contacts.proved(mac);
  assert.is(statSync(path).size, size);
  assert.is(mode & 0o007, 0);
});

test('what cannot be noted down is not given', () => {
  const { path, contacts } = scene();
  mkdirSync(path, { recursive: true }); // a folder where the file should be
  assert.throws(() => contacts.own(mac, '10.0.0.1', hour));
  assert.throws(() => contacts.own(mac, '10.0.0.1', hour), /./, 'and not at the second time either');
});

test.run();
