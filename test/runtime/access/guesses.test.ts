// Guesses: scanners are slowed, buildings are not.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { guesses } from '../../../src/runtime/access/guesses.ts';

const mac = (number: number) => `0004f2${number.toString(16).padStart(6, '0')}`;
const range = (count: number) => Array.from({ length: count }, (_, index) => mac(index));

function scene() {
  const time = { now: 1_800_000_000_000 };
  return { ...guesses(() => time.now), time };
}

test('a scanner of MACs is slowed, also where it finds one', () => {
  const { unknownMac, wait, slowed } = scene();
  for (const one of range(39)) unknownMac('192.0.2.1', one);
  assert.is(wait('192.0.2.1', mac(99)), 0);
  unknownMac('192.0.2.1', mac(39));
  assert.is(wait('192.0.2.1', mac(99)), 60);
  assert.equal(slowed(), ['192.0.2.1']);
  assert.is(wait('192.0.2.2', mac(99)), 0, 'nobody else is');
});

test('one phone that is not in git may ask as often as it likes', () => {
  const { unknownMac, wait } = scene();
  for (let times = 0; times < 10_000; times++) unknownMac('192.0.2.1', mac(1));
  assert.is(wait('192.0.2.1', mac(1)), 0);
});

test('500 phones behind one address are not slowed, even where 100 of them are missing in git', () => {
  const { unknownMac, atHome, wait } = scene();
  const phones = range(500);
  for (const [index, phone] of phones.entries()) {
    assert.is(wait('192.0.2.1', phone), 0, `phone ${index}`);
    if (index % 5 === 4) unknownMac('192.0.2.1', phone);
    else atHome('192.0.2.1', phone);
  }
});

test('a scanner behind the address of a building is slowed, and the building’s phones are not', () => {
  const { unknownMac, atHome, wait } = scene();
  for (const phone of range(50)) atHome('192.0.2.1', phone);
  for (let number = 1000; number < 1100; number++) unknownMac('192.0.2.1', mac(number));
  assert.is(wait('192.0.2.1', mac(7)), 0);
  assert.is(wait('192.0.2.1', mac(2000)), 60);
});

test('a guesser of passwords is slowed after a hundred', () => {
  const { wrongPassword, wait } = scene();
  for (let times = 0; times < 100; times++) {
    assert.is(wait('192.0.2.1', mac(1)), 0, `${times}`);
    wrongPassword('192.0.2.1', mac(1));
  }
  assert.is(wait('192.0.2.1', mac(1)), 60);
  assert.is(wait('192.0.2.1', ''), 60);
});

test('passwords tried in the name of a phone at home there end its exception', () => {
  const { wrongPassword, atHome, wait } = scene();
  atHome('192.0.2.1', mac(1));
  atHome('192.0.2.1', mac(2));
  for (let times = 0; times < 96; times++) wrongPassword('192.0.2.1', mac(9));
  for (let times = 0; times < 4; times++) wrongPassword('192.0.2.1', mac(1));
  assert.is(wait('192.0.2.1', mac(1)), 0);
  wrongPassword('192.0.2.1', mac(1));
  assert.is(wait('192.0.2.1', mac(1)), 60);
  assert.is(wait('192.0.2.1', mac(2)), 0, 'the other phone is spared');
});

test('after ten minutes all is forgiven', () => {
  const { unknownMac, wait, slowed, time } = scene();
  for (const one of range(40)) unknownMac('192.0.2.1', one);
  time.now += 10 * 60_000;
  assert.is(wait('192.0.2.1', mac(99)), 60);
  time.now += 1;
  assert.is(wait('192.0.2.1', mac(99)), 0);
  assert.equal(slowed(), []);
});

test('many guessers forget the eldest, and memory is bounded', () => {
  const { unknownMac, wait } = scene();
  for (const one of range(40)) unknownMac('192.0.2.1', one);
  for (let number = 0; number < 10_000; number++) unknownMac(`2001:db8:${number.toString(16)}::/64`, mac(1));
  assert.is(wait('192.0.2.1', mac(99)), 0);
});

test.run();
